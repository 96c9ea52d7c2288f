import type { BenchReport } from '../../../../api/lab/bench-report.ts'
import type { Seen, Verdict } from '../../../claims/claim.ts'
import type { ClaimId } from '../../../claims/claims.ts'
import { measureNow } from '../../lab/control.ts'
import type { Place } from '../../trial/place.ts'
import { onStage } from '../stage.ts'
import { cookiesAreSent } from './cookies-are-sent.ts'
import { corsProtects } from './cors-protects.ts'
import { csrfAndXss } from './csrf-and-xss.ts'
import { fixation } from './fixation.ts'
import { laxStopsCsrf } from './lax-stops-csrf.ts'
import { leakedSecret } from './leaked-secret.ts'
import { limits } from './limits.ts'
import { localhostIsSecure } from './localhost-is-secure.ts'
import { oneServer } from './one-server.ts'
import { revocation } from './revocation.ts'
import { secrecy } from './secrecy.ts'
import { serverMemory } from './server-memory.ts'
import { subdomainsAreSameSite } from './subdomains-are-same-site.ts'
import { tokenSize } from './token-size.ts'
import { tokensAreFaster } from './tokens-are-faster.ts'
import { tokensNeedNoCors } from './tokens-need-no-cors.ts'
import type { Trial } from './trial.ts'

export const trials: { readonly [Id in ClaimId]: Trial<Id> } = {
  'server-memory': serverMemory,
  'token-size': tokenSize,
  'tokens-are-faster': tokensAreFaster,
  'tokens-need-no-cors': tokensNeedNoCors,
  'cookies-are-sent': cookiesAreSent,
  limits,
  'subdomains-are-same-site': subdomainsAreSameSite,
  'localhost-is-secure': localhostIsSecure,
  'one-server': oneServer,
  revocation,
  fixation,
  'leaked-secret': leakedSecret,
  secrecy,
  'csrf-and-xss': csrfAndXss,
  'cors-protects': corsProtects,
  'lax-stops-csrf': laxStopsCsrf,
}

/** What came of a claim in this browser. */
export interface Tried {
  evidence: Readonly<Record<string, Seen>>
  verdict: Verdict
  /** What the lab measured for it, if it did. */
  report: BenchReport | null
}

/** Tries a claim in this browser. */
export async function tryClaim<Id extends ClaimId>(id: Id, place: Place): Promise<Tried> {
  const trial: Trial<Id> = trials[id]
  let report: BenchReport | null = null
  const evidence = await onStage(place, (stage) =>
    trial.run({
      ...stage,
      async measure(part) {
        report = await measureNow(part)
        return report
      },
    }),
  )
  return { evidence, verdict: trial.judge(evidence), report }
}
