import type { Exchange, SetCookie } from '../run/exchange.ts'
import { cookiesSet } from '../run/exchange.ts'
import { observedSides, type Shown } from './observedSides.ts'
import { predictedSides } from './predictedSides.ts'
import type { PredictedExchange } from './predictStory.ts'
import { ROW_KINDS, type RowKind, type Side } from './side.ts'

/** One event read across: what was predicted, what was observed, and whether they agree. */
export interface Row {
  key: string
  kind: RowKind
  label: string
  predicted: Side | null
  observed: Side | null
  /** Null where there is nothing to hold against each other. */
  agrees: boolean | null
}

/** A request of the story: predicted, observed, or both. */
export interface Pair {
  predicted: PredictedExchange | null
  observed: Exchange | null
}

export interface ComparedExchange extends Pair {
  rows: Row[]
  agrees: boolean | null
}

/** Requests are paired in order; where method or path differ, each stands alone. */
export function pairUp(predicted: readonly PredictedExchange[], observed: readonly Exchange[]): Pair[] {
  const pairs: Pair[] = []
  let next = 0
  for (const exchange of observed) {
    const at = predicted.findIndex(
      ({ method, url }, index) =>
        index >= next && method === exchange.script.method && url === exchange.script.url,
    )
    if (at < 0) {
      pairs.push({ predicted: null, observed: exchange })
      continue
    }
    for (const skipped of predicted.slice(next, at)) pairs.push({ predicted: skipped, observed: null })
    pairs.push({ predicted: predicted[at] ?? null, observed: exchange })
    next = at + 1
  }
  return [...pairs, ...predicted.slice(next).map((left) => ({ predicted: left, observed: null }))]
}

/**
 * Lays prediction and observation side by side, field by field.
 * @param later the pairs that follow in the story: they may show what became of a cookie
 * @param visible names in document.cookie
 * @param comparable whether a difference would mean anything
 */
export function compareExchange(
  pair: Pair,
  later: readonly Pair[],
  visible: ReadonlySet<string>,
  comparable: boolean,
): ComparedExchange {
  const shown = (cookie: SetCookie) => shownOf(cookie, pair, later, visible)
  const predicted = pair.predicted ? predictedSides(pair.predicted) : []
  const observed = pair.observed ? observedSides(pair.observed, shown) : []
  const rows = merged(predicted, observed).map((row) => ({
    ...row,
    agrees: comparable && pair.observed?.settled ? agreement(row.predicted, row.observed) : null,
  }))
  const verdicts = rows.flatMap(({ agrees }) => (agrees === null ? [] : [agrees]))
  return { ...pair, rows, agrees: verdicts.length > 0 ? verdicts.every(Boolean) : null }
}

/** Both lists are in the story's order: so is the merged one. */
function merged(predicted: readonly Side[], observed: readonly Side[]): Omit<Row, 'agrees'>[] {
  const all = [...observed, ...predicted]
  return [...new Set(all.map(({ key }) => key))]
    .flatMap((key) => all.find((side) => side.key === key) ?? [])
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map(({ key, kind, label }) => ({
      key,
      kind,
      label,
      predicted: predicted.find((side) => side.key === key) ?? null,
      observed: observed.find((side) => side.key === key) ?? null,
    }))
}

/** What came of redirects stands behind what led to them, and the result at the end. */
const placeOf = ({ kind, hop }: Side) =>
  (kind === 'result' ? 1000 : hop) * ROW_KINDS.length + ROW_KINDS.indexOf(kind)

/** Null where one side has nothing to say, or what no page can see. */
function agreement(predicted: Side | null, observed: Side | null): boolean | null {
  if (!predicted || !observed) return false
  const names = Object.keys(predicted.fields).filter((name) => name in observed.fields)
  if (names.length === 0) return null
  return names.every((name) => predicted.fields[name] === observed.fields[name])
}

/**
 * A cookie that came with a later request was stored. One that did not come shows something only where the
 * prediction has it come, or has it refused for another reason than that credentials were left out.
 */
function shownOf(
  { name, ended }: SetCookie,
  { predicted }: Pair,
  later: readonly Pair[],
  visible: ReadonlySet<string>,
): Shown {
  const again = later.findIndex(({ observed }) =>
    observed?.server ? cookiesSet(observed.server).some((cookie) => cookie.name === name) : false,
  )
  const until = again < 0 ? later : later.slice(0, again + 1)
  const arrived = until.filter(({ observed }) => observed?.server)
  const came = arrived.some(({ observed }) => observed?.server?.request.cookies.includes(name))
  if (came || (again < 0 && visible.has(name))) return ended ? 'still there' : 'stored'
  if (arrived.length === 0) return 'hidden'
  if (ended) return 'taken back'
  const foreseen = predicted?.outcome.setCookies.find((cookie) => cookie.name === name)
  const refused = foreseen?.stored === false && !foreseen.reasons.includes('CredentialsMode')
  const expected = arrived.some((pair) => pair.predicted?.outcome.cookies.includes(name))
  return refused || expected ? 'not stored' : 'hidden'
}
