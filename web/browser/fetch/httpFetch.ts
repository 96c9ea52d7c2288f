import type { Fetching } from '../network.ts'
import type { BlockedReason } from '../reasons.ts'
import { step } from '../steps.ts'
import type { UserAgent } from '../userAgent.ts'
import { corsCheck } from './corsCheck.ts'
import { corsPreflightFetch } from './corsPreflightFetch.ts'
import type { FetchParams } from './fetchParams.ts'
import { httpNetworkOrCacheFetch } from './httpNetworkOrCacheFetch.ts'
import { httpRedirectFetch } from './httpRedirectFetch.ts'
import { isCorsSafelistedMethod } from './methods.ts'
import type { Request } from './request.ts'
import { preflightHeaderNames } from './requestHeaders.ts'
import { crossOriginResourcePolicyCheck } from './resourcePolicy.ts'
import { type HttpResponse, isRedirectStatus, networkError, type Response } from './response.ts'

/** https://fetch.spec.whatwg.org/#concept-http-fetch */
export function* httpFetch(params: FetchParams, makeCorsPreflight: boolean): Fetching<Response> {
  const { agent, request } = params
  if (makeCorsPreflight) {
    const failure = yield* preflighted(params)
    if (failure !== null) return networkError(failure)
  }

  const response = yield* httpNetworkOrCacheFetch(params)
  if (request.responseTainting === 'cors') {
    const failure = corsCheck(agent, request, response.headers, false)
    if (failure !== null) return networkError(failure)
  }
  if (request.responseTainting === 'opaque') {
    const failure = crossOriginResourcePolicyCheck(agent, request, response.headers)
    if (failure !== null) return networkError(failure)
  }
  return isRedirectStatus(response.status) ? yield* redirected(params, response) : response
}

/** Step 4.1 of the same: the preflight, where no cached answer spares it; null is success. */
export function* preflighted({ agent, request, record }: FetchParams): Fetching<BlockedReason | null> {
  if (sparedByCache(agent, request)) return null
  record.preflight = true
  return yield* corsPreflightFetch(agent, request)
}

/** Whether cached answers cover the method and every unsafe header. */
function sparedByCache(agent: UserAgent, request: Request): boolean {
  const cached = agent.preflightCache.matches(request, agent.now)
  if (cached.empty) return false
  const needsListing =
    !isCorsSafelistedMethod(request.method) ||
    (agent.behaviour.preflightCacheListsHead && request.method === 'HEAD')
  const unsafeNames = preflightHeaderNames(request, agent.behaviour)
  const covered =
    (!needsListing || cached.hasMethod(request.method)) &&
    unsafeNames.every((name) => cached.hasHeaderName(name))
  agent.trace?.push(
    step(
      'fetch/preflight-cache',
      covered,
      covered
        ? `An earlier answer of ${request.current.url.host} still covers this request: no preflight.`
        : `An earlier answer of ${request.current.url.host} does not cover this request.`,
    ),
  )
  if (!covered && agent.behaviour.preflightCacheHoldsOneAnswer) agent.preflightCache.clear(request)
  return covered
}

/** Step 6 of the same. */
function* redirected(params: FetchParams, response: HttpResponse): Fetching<Response> {
  const { agent, request } = params
  switch (request.redirectMode) {
    case 'error':
      agent.trace?.push(
        step(
          'fetch/redirect-mode',
          false,
          `The answer ${response.status} is a redirect, and redirect is "error".`,
        ),
      )
      return networkError('RedirectNotAllowed')
    case 'manual':
      return { ...response, type: 'opaqueredirect' }
    case 'follow':
      return yield* httpRedirectFetch(params, response)
  }
}
