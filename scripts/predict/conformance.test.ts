import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseScenario } from '../../web/browser/parse.ts'
import { predict } from '../../web/browser/predict.ts'
import type { ExchangeOutcome, Scenario } from '../../web/browser/scenario.ts'

/** Rows of JSON Lines: scenarios of the web platform's tests with what those assert, and of real browsers with what they did. */
interface Row {
  id?: string
  source?: string
  scenario: Scenario
  expect?: { exchanges: Record<string, unknown>[] }
  observed?: { exchanges: Observed[] }
}

type Observed = Pick<ExchangeOutcome, 'preflight' | 'sent' | 'cookies' | 'origin' | 'result' | 'exposed'> & {
  blockedBy?: string
  setCookieBlocked?: { line: string; reasons: string[] }[]
  withheld?: { name: string; reasons: string[] }[]
}

/** The corpora were gathered then; dates in their cookies are meant from there. */
const GATHERED = Date.UTC(2026, 10, 1)

function rows(file: string): Row[] {
  const text = readFileSync(new URL(`../../web/browser/data/${file}.jsonl`, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line))
}

function predicted(row: Row): ExchangeOutcome[] {
  const parsed = parseScenario(row.scenario)
  if ('error' in parsed) throw new Error(parsed.error)
  return predict(parsed.scenario, { now: GATHERED }).exchanges
}

for (const file of ['wpt/http-state', 'wpt/wpt-cookies', 'wpt/wpt-cors']) {
  test.each(rows(file).map((row) => ({ name: `${row.id}: ${row.source}`, row })))('$name', ({ row }) => {
    const outcome = predicted(row)
    expect(outcome).toHaveLength(row.expect?.exchanges.length ?? 0)
    for (const [i, expected] of (row.expect?.exchanges ?? []).entries()) {
      for (const [field, value] of Object.entries(expected)) {
        const actual = Object.entries(outcome[i] ?? {}).find(([key]) => key === field)?.[1]
        if (Array.isArray(value)) expect(actual, `${i} ${field}`).toHaveLength(value.length)
        if (typeof value === 'object') expect({ [field]: actual }).toMatchObject({ [field]: value })
        else expect(actual, `${i} ${field}`).toEqual(value)
      }
    }
  })
}

/** What a scenario alone cannot tell: a row's browser had a past. Such a row must go on to differ, or leave this list. */
const NOT_IN_THE_SCENARIO = new Map([
  [
    'forgery-firefox e1l_',
    // Its DynamicFpiNavigationHeuristic grants a site storage access under a page's site when the tab comes back to the
    // latter and the user has been active on the former: the scenario before had its page at evil.localhost too. Run
    // alone in a fresh profile, Firefox ESR 153 sent no cookie, as predicted, three times of three.
    'Firefox had granted app.localhost storage access under evil.localhost',
  ],
])

/** What was recorded of a browser: all that the server and the page saw, and the reasons where the browser gave them. */
function asObserved(scenario: Scenario, outcome: ExchangeOutcome, i: number, seen: Observed | undefined) {
  const { preflight, sent, cookies, origin, result, exposed } = outcome
  const observed: Observed = { preflight, sent, cookies, origin, result, exposed }
  const lines = scenario.exchanges[i]?.response.headers.filter(
    ([name]) => name.toLowerCase() === 'set-cookie',
  )
  if (seen?.blockedBy !== undefined) observed.blockedBy = outcome.blockedBy ?? 'nothing'
  if (seen?.setCookieBlocked !== undefined) {
    observed.setCookieBlocked = outcome.setCookies
      .map(({ reasons }, n) => ({ line: lines?.[n]?.[1] ?? '', reasons }))
      .filter(({ reasons }) => reasons.length > 0)
  }
  if (seen?.withheld !== undefined) observed.withheld = outcome.withheld
  return observed
}

/** The protocol lists withheld cookies in no fixed order. */
function byName(exchange: Observed): Observed {
  if (exchange.withheld === undefined) return exchange
  return { ...exchange, withheld: exchange.withheld.toSorted((a, b) => a.name.localeCompare(b.name)) }
}

for (const file of [
  'chromium-allow',
  'chromium-block',
  'firefox',
  'webkitgtk',
  'forgery-chromium-allow',
  'forgery-chromium-block',
  'forgery-firefox',
  'forgery-webkitgtk',
]) {
  const named = rows(`observed/${file}`).map((row) => ({ name: `${file} ${row.scenario.id}`, row }))
  test.each(named)('observed in $name', ({ name, row }) => {
    const seen = row.observed?.exchanges ?? []
    const outcome = predicted(row).map((each, i) => asObserved(row.scenario, each, i, seen[i]))
    if (NOT_IN_THE_SCENARIO.has(name)) expect(outcome).not.toEqual(seen.map(byName))
    else expect(outcome).toEqual(seen.map(byName))
  })
}
