import type { StoryOutcome } from '../../browser/report.ts'
import { type Fate, fateOf, requestOf } from './fate.ts'

/** One thing predicted beside the same thing observed. */
export interface ComparedRow {
  label: string
  predicted: string
  /** Null where the browser does not tell. */
  observed: string | null
  /** Null where there is nothing to hold against each other. */
  agrees: boolean | null
}

/** What can be said of the cookie in one browser, predicted beside observed. */
export function comparedRows(predicted: StoryOutcome, observed: StoryOutcome): ComparedRow[] {
  const [foreseen, seen] = [fateOf(predicted), fateOf(observed)]
  const reasons = [reasonsIn(foreseen), reasonsIn(seen)]
  return [
    row('Stored', storedIn(predicted), storedIn(observed)),
    ...(reasons.some((text) => text !== 'none')
      ? [
          row(
            'Reason',
            reasons[0] ?? 'none',
            seen.kind === 'gone' || reasons[1] === 'none' ? null : (reasons[1] ?? null),
          ),
        ]
      : []),
    row('Sent back', sentBackIn(predicted), sentBackIn(observed)),
    row('Answer', gotIn(predicted), gotIn(observed)),
  ]
}

function row(label: string, predicted: string | null, observed: string | null): ComparedRow {
  return {
    label,
    predicted: predicted ?? 'not told',
    observed,
    agrees: observed === null ? null : predicted === observed,
  }
}

/** What became of the Set-Cookie line; null where the browser does not tell. */
function storedIn(outcome: StoryOutcome): string | null {
  const fate = fateOf(outcome)
  const line = requestOf(outcome, 'login')?.setCookies?.[0]
  if (fate.kind === 'back' || line?.stored) return 'stored'
  if (line) return 'refused'
  return fate.kind === 'unsent' ? 'never set' : null
}

const reasonsIn = (fate: Fate): string => (fate.kind === 'back' ? 'none' : fate.reasons.join(', ') || 'none')

const sentBackIn = (outcome: StoryOutcome): string => requestOf(outcome, 'me')?.cookies.join(', ') || 'none'

/** What the script got of the request that asks who one is. */
function gotIn(outcome: StoryOutcome): string {
  const next = requestOf(outcome, 'me')
  return next?.result === 'readable' ? String(next.status) : (next?.result ?? 'nothing')
}
