import { isRedirectStatus } from '../../web/browser/fetch/response.ts'
import type { Answer } from '../../web/browser/scenario.ts'
import { requestHeader } from '../../web/explain/faults.ts'
import { headerIn } from '../../web/explain/traffic/recorded.ts'
import type { Asked } from './options.ts'
import { POLICY_FAULTS, type PolicyFault, type PolicyFaultName } from './policyFaults.ts'
import { isSafe, type NetworkOf, type Probed, probe, probeOrigin, strangersOf } from './probe.ts'
import type { Exchanged } from './sharedWire.ts'

/**
 * What is wrong with a server's policy that the request itself does not show: it is asked in the name of other origins, and
 * for what the request did not need.
 * @param seen the request's own preflights and answers, as far as they were sent
 * @param passed in every engine
 * @throws NoAnswer
 */
export async function policyFaults(
  asked: Asked,
  seen: readonly Exchanged[],
  passed: boolean,
  networkOf: NetworkOf,
): Promise<PolicyFault[]> {
  // What never left the browser says nothing of the server.
  if (seen.length === 0 && !asked.preflightOnly) return []
  const strangers = strangersOf(asked.origin)
  const stranger = await probeOrigin(asked, strangers.any, networkOf)
  return [
    ...(stranger.allowed
      ? [found('reflects-any-origin', strangers.any)]
      : await alikeFaults(asked, strangers.alike, networkOf)),
    ...varyFaults(asked, seen.at(-1)?.answer, stranger),
    ...(await preflightFaults(asked, seen, passed, networkOf)),
    ...(await loggedOutFaults(asked, seen, networkOf)),
  ]
}

const found = (
  name: PolicyFaultName,
  value: string | number,
  grade: PolicyFault['grade'] = 'fault',
): PolicyFault => ({ fault: name, grade, ...POLICY_FAULTS[name](String(value)) })

async function alikeFaults(asked: Asked, alike: string[], networkOf: NetworkOf): Promise<PolicyFault[]> {
  const faults: PolicyFault[] = []
  for (const origin of alike) {
    const { allowed } = await probeOrigin(asked, origin, networkOf)
    if (allowed && faults.length === 0) faults.push(found('matches-by-suffix', origin))
  }
  if (asked.origin === 'null') return faults
  const { allowed } = await probeOrigin(asked, 'null', networkOf)
  return allowed ? [...faults, found('null-trusted', 'null')] : faults
}

const allowedOrigin = ({ headers }: Answer) => headerIn(headers, 'access-control-allow-origin')

const variesByOrigin = ({ headers }: Answer) =>
  headers.some(([name, value]) => /^vary$/i.test(name) && /(?:^|,)\s*(?:origin|\*)\s*(?:,|$)/i.test(value))

/** https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches: what is the same for everybody, or is not cached, does no harm. */
function varyFaults({ request }: Asked, answer: Answer | undefined, stranger: Probed): PolicyFault[] {
  const origin = answer && allowedOrigin(answer)
  if (!answer || origin === undefined || origin === '*' || variesByOrigin(answer)) return []
  const differs = stranger.answer !== undefined && allowedOrigin(stranger.answer) !== origin
  return [found('forgets-vary', origin, differs && isSafe(request.method) ? 'fault' : 'caution')]
}

/** How preflights are answered: a request that went without one says nothing of it, and without CORS headers it is the cause. */
async function preflightFaults(
  asked: Asked,
  seen: readonly Exchanged[],
  passed: boolean,
  networkOf: NetworkOf,
): Promise<PolicyFault[]> {
  const { url, method, credentials, mode } = asked.request
  const own = seen.find(({ request }) => !request.preflight)?.answer
  const asking = seen.find(({ request }) => request.preflight)?.answer
  if (mode !== 'cors' || (!own && !asking)) return []
  const request = { url, method, credentials, headers: [requestHeader('authorization')] }
  const { allowed, answer } = asking
    ? { allowed: own !== undefined, answer: asking }
    : await probe(asked.origin, request, networkOf(asked.page, 'a preflight'), true)
  if (!answer) return []
  if (!allowed) {
    const kind = kindOf(answer)
    // Where the request is held up too, the verdicts name the rule.
    return kind === 'preflight-refused' && !passed
      ? []
      : [found(kind, answer.status, passed ? 'caution' : 'fault')]
  }
  const bare = own !== undefined && own.status >= 400 && allowedOrigin(own) === undefined
  return bare ? [found('errors-without-cors', own.status)] : []
}

function kindOf({ status }: Answer): PolicyFaultName {
  if (isRedirectStatus(status)) return 'preflight-redirected'
  return status === 401 || status === 403 ? 'authentication-first' : 'preflight-refused'
}

/** What the script would see once the login has ended. */
async function loggedOutFaults(
  asked: Asked,
  seen: readonly Exchanged[],
  networkOf: NetworkOf,
): Promise<PolicyFault[]> {
  const { url, method, credentials } = asked.request
  const own = seen.find(({ request }) => !request.preflight)
  const proves = own?.request.headers.some(([name]) => name === 'cookie' || name === 'authorization')
  if (!own || own.answer.status >= 400 || !proves || !isSafe(method)) return []
  const network = networkOf(asked.page, 'without what proves who asks')
  const { allowed, answer } = await probe(asked.origin, { url, method, credentials }, network, false)
  return answer && answer.status >= 400 && !allowed
    ? [found('errors-without-cors', answer.status, 'caution')]
    : []
}
