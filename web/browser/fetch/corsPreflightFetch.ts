import type { Fetching } from '../network.ts'
import type { BlockedReason } from '../reasons.ts'
import type { Answer } from '../scenario.ts'
import { list, quote, step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import { corsCheck } from './corsCheck.ts'
import { contains, extractTokenList, FAILURE, get, type HeaderList, headerList } from './headers.ts'
import { maxAge } from './maxAge.ts'
import { isCorsSafelistedMethod } from './methods.ts'
import { type Request, serializePreflightOrigin } from './request.ts'
import { isCorsNonWildcardRequestHeaderName, preflightHeaderNames } from './requestHeaders.ts'
import { isOkStatus, isRedirectStatus } from './response.ts'

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch; null is success. */
export function* corsPreflightFetch(agent: UserAgent, request: Request): Fetching<BlockedReason | null> {
  const unsafeNames = preflightHeaderNames(request, agent.behaviour)
  const headers: HeaderList = [
    ['accept', '*/*'],
    ['access-control-request-method', request.method],
  ]
  if (unsafeNames.length > 0) headers.push(['access-control-request-headers', unsafeNames.join(',')])
  headers.push(['origin', serializePreflightOrigin(request, agent.behaviour)])
  agent.trace?.push(
    step(
      'fetch/preflight',
      true,
      `A preflight asks ${request.current.url.host} for ${list([request.method, ...unsafeNames])}, without cookies.`,
    ),
  )
  const answer = yield {
    method: 'OPTIONS',
    url: request.current.url.href,
    headers,
    body: null,
    preflight: true,
    hop: request.redirectCount,
  }
  return judgePreflight(agent, request, unsafeNames, answer)
}

/** Steps 7 and 8 of the same. */
function judgePreflight(
  agent: UserAgent,
  request: Request,
  unsafeNames: readonly string[],
  answer: Answer,
): BlockedReason | null {
  const headers = headerList(answer.headers)
  const redirected = isRedirectStatus(answer.status) && contains(headers, 'location')
  if (redirected && agent.behaviour.preflightRedirectReason === 'PreflightDisallowedRedirect') {
    agent.trace?.push(
      step(
        'fetch/preflight-status',
        false,
        `The preflight is answered with a redirect, ${answer.status}.`,
        evidence(agent, 'preflightRedirectReason'),
      ),
    )
    return 'PreflightDisallowedRedirect'
  }
  const check = corsCheck(agent, request, headers, true)
  if (check !== null) return check
  if (!isOkStatus(answer.status)) {
    agent.trace?.push(
      step('fetch/preflight-status', false, `The preflight's status is ${answer.status}, not 200 to 299.`),
    )
    return 'PreflightInvalidStatus'
  }

  const methods = extractTokenList(headers, 'access-control-allow-methods')
  if (methods === FAILURE) return malformed(agent, headers, 'methods')
  const headerNames = extractTokenList(headers, 'access-control-allow-headers')
  if (headerNames === FAILURE) return malformed(agent, headers, 'headers')

  const allowed = (headerNames ?? []).map((name) => name.toLowerCase())
  const refusal = !allowsMethod(agent, request, methods ?? [])
    ? 'MethodDisallowedByPreflightResponse'
    : !allowsHeaders(agent, request, unsafeNames, allowed)
      ? 'HeaderDisallowedByPreflightResponse'
      : null
  if (refusal === null || agent.behaviour.preflightCacheKeepsRefusals) {
    const seconds = maxAge(agent, headers)
    agent.preflightCache.add(request, methods ?? [], allowed, agent.now + seconds * 1000)
  }
  return refusal
}

function malformed(agent: UserAgent, headers: HeaderList, which: 'methods' | 'headers'): BlockedReason {
  const value = get(headers, `access-control-allow-${which}`)
  const rule = which === 'methods' ? 'fetch/preflight-allow-methods' : 'fetch/preflight-allow-headers'
  agent.trace?.push(step(rule, false, `Access-Control-Allow-${which} is no list of names: ${quote(value)}.`))
  return which === 'methods' ? 'InvalidAllowMethodsPreflightResponse' : 'InvalidAllowHeadersPreflightResponse'
}

function allowsMethod(agent: UserAgent, request: Request, methods: readonly string[]): boolean {
  const allowed =
    methods.includes(request.method) ||
    isCorsSafelistedMethod(request.method) ||
    (request.credentialsMode !== 'include' && methods.includes('*'))
  agent.trace?.push(
    step(
      'fetch/preflight-allow-methods',
      allowed,
      `${request.method} is ${allowed ? '' : 'not '}allowed: Access-Control-Allow-Methods lists ${list(methods) || 'nothing'}.`,
    ),
  )
  return allowed
}

function allowsHeaders(
  agent: UserAgent,
  request: Request,
  unsafeNames: readonly string[],
  allowed: readonly string[],
): boolean {
  const wildcard = request.credentialsMode !== 'include' && allowed.includes('*')
  const disallowed = unsafeNames.filter((name) => {
    if (allowed.includes(name)) return false
    return (
      !wildcard || (isCorsNonWildcardRequestHeaderName(name) && !agent.behaviour.wildcardCoversAuthorization)
    )
  })
  const pass = disallowed.length === 0
  if (unsafeNames.length > 0) {
    const byDeviation =
      pass &&
      wildcard &&
      unsafeNames.some(isCorsNonWildcardRequestHeaderName) &&
      !allowed.includes('authorization')
    agent.trace?.push(
      step(
        'fetch/preflight-allow-headers',
        pass,
        `${headersAre(pass ? unsafeNames : disallowed)} ${pass ? '' : 'not '}allowed: Access-Control-Allow-Headers lists ${list(allowed) || 'nothing'}.`,
        byDeviation ? evidence(agent, 'wildcardCoversAuthorization') : undefined,
      ),
    )
  }
  return pass
}

function headersAre(names: readonly string[]): string {
  return names.length === 1 ? `The header ${list(names)} is` : `The headers ${list(names)} are`
}
