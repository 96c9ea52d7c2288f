import type { RequestOutcome, StoryRequest } from '../../web/browser/report.ts'
import { type ObservedExchange, withoutConnectionHeaders } from '../observe/observation.ts'

/** An outcome as a report has it: cookies are named for what they hold, without the experiment's id. */
export function requestOutcome(
  request: StoryRequest,
  status: number | null,
  outcome: ObservedExchange,
  experiment: string,
): RequestOutcome {
  const { preflight, sent, cookies, result, blockedBy, exposed, setCookies, withheld } = outcome
  const named = (name: string) => name.replace(`-${experiment}`, '')
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
  return {
    request,
    status,
    preflight,
    sent,
    cookies: cookies.map(named),
    result,
    exposed: withoutConnectionHeaders(exposed),
    ...(blockedBy !== undefined && { blockedBy }),
    ...(setCookies && {
      setCookies: setCookies.map((one) => ({
        ...one,
        name: named(one.name),
        reasons: one.reasons.toSorted(),
      })),
    }),
    ...(withheld && {
      withheld: withheld
        .map(({ name, reasons }) => ({ name: named(name), reasons: reasons.toSorted() }))
        .sort(byName),
    }),
  }
}
