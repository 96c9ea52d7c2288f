import type {
  ReportedCase,
  ReportedRun,
  RequestOutcome,
  StoryOutcome,
  StoryRequest,
} from '../../browser/report.ts'

/** What became of the session cookie that the login set, as the next request shows it. */
export type Fate =
  | { kind: 'back'; apart: boolean }
  /** Not stored, or never sent back; `reasons` are empty where nobody told them. */
  | { kind: 'refused' | 'withheld' | 'unsent' | 'gone'; reasons: readonly string[] }

export const cameBack = (fate: Fate): boolean => fate.kind === 'back'

export const requestOf = ({ requests }: StoryOutcome, name: StoryRequest): RequestOutcome | undefined =>
  requests.find(({ request }) => request === name)

export function fateOf(outcome: StoryOutcome): Fate {
  const login = requestOf(outcome, 'login')
  const next = requestOf(outcome, 'me')
  if (next && next.cookies.length > 0) return { kind: 'back', apart: outcome.keptApart === true }
  if (login && !login.sent) return { kind: 'unsent', reasons: login.blockedBy ? [login.blockedBy] : [] }
  const refused = login?.setCookies?.find(({ stored }) => !stored)
  if (refused) return { kind: 'refused', reasons: refused.reasons }
  if (!login?.setCookies?.length) return { kind: 'gone', reasons: [] }
  return { kind: 'withheld', reasons: next?.withheld?.[0]?.reasons ?? [] }
}

/** One case in one browser. */
export interface Result {
  run: ReportedRun
  predicted: Fate
  /** Null where the browser gave no outcome. */
  observed: Fate | null
  held: boolean
  /** By a deviation, the cookie comes back where by the standards alone it would not, or the other way round. */
  leaves: boolean
}

export function resultOf(
  one: ReportedCase,
  browser: number,
  outcomes: readonly StoryOutcome[],
): Result | null {
  const run = one.runs[browser]
  const predicted = run && outcomes[run.predicted]
  const spec = outcomes[one.spec]
  if (!run || !predicted || !spec) return null
  const seen = run.observed === null ? undefined : outcomes[run.observed]
  const held = seen !== undefined && run.differences.length === 0
  return {
    run,
    predicted: fateOf(predicted),
    observed: seen ? fateOf(seen) : null,
    held,
    leaves: held && run.deviations.length > 0 && cameBack(fateOf(seen)) !== cameBack(fateOf(spec)),
  }
}

/** The reason that decided: the browser's own where it tells it, else the predicted one. */
export function decidingReason({ predicted, observed }: Result): string | undefined {
  const told = [observed, predicted].find((fate) => fate && fate.kind !== 'back' && fate.reasons.length > 0)
  return told && told.kind !== 'back' ? told.reasons[0] : undefined
}
