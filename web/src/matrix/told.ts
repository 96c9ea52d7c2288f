import type { ReportedRun, RequestOutcome, StoryOutcome } from '../../browser/report.ts'

/** What the script got of a request, in one word: a status, or what stood in its way. */
function gotOf({ sent, preflight, result, status }: RequestOutcome): string {
  if (result === 'readable') return String(status)
  if (result === 'opaque') return 'opaque'
  return sent ? 'kept' : preflight ? 'refused' : 'unsent'
}

/** What came of a run's login, question and transfer; null where the browser gave no outcome. */
export function toldOf(run: ReportedRun, outcomes: readonly StoryOutcome[]): string[] | null {
  const outcome = run.observed === null ? undefined : outcomes[run.observed]
  return outcome ? outcome.requests.map(gotOf) : null
}

/** What came of a story, whatever the reasons: equal text, equal end. */
export const endOf = ({ requests }: StoryOutcome): string =>
  JSON.stringify(requests.map(({ sent, status, result, cookies }) => [sent, status, result, cookies]))
