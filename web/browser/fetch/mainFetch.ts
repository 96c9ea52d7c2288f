import type { Fetching } from '../network.ts'
import { sameOrigin, siteHost } from '../origin.ts'
import { list, step } from '../steps.ts'
import { evidence } from '../userAgent.ts'
import { isBadPort } from './badPort.ts'
import type { FetchParams } from './fetchParams.ts'
import { httpFetch, preflighted } from './httpFetch.ts'
import { isCorsSafelistedMethod } from './methods.ts'
import { shouldBlockAsMixedContent, upgradeMixedContent } from './mixedContent.ts'
import { corsUnsafeRequestHeaderNames } from './requestHeaders.ts'
import { networkError, type Response } from './response.ts'

/** https://fetch.spec.whatwg.org/#concept-main-fetch, up to where the response is filtered. */
export function* mainFetch(params: FetchParams): Fetching<Response> {
  const { agent, request } = params
  upgradeMixedContent(agent, request)
  const { url, origin } = request.current
  if (isBadPort(url)) {
    agent.trace?.push(step('fetch/bad-port', false, `Port ${url.port} is blocked for http.`))
    return networkError('BadPort')
  }
  if (shouldBlockAsMixedContent(agent, request)) {
    const failure = goesFirst(params) ? yield* preflighted(params) : null
    return networkError(failure ?? 'MixedContent')
  }

  if (url.protocol === 'data:' && request.mode !== 'navigate') return dataUrlResponse(url)
  if (origin.scheme !== 'http' && origin.scheme !== 'https') {
    agent.trace?.push(
      step('fetch/http-scheme', false, `The model fetches http and https, not ${url.protocol}.`),
    )
    return networkError(request.mode === 'same-origin' ? 'DisallowedByMode' : 'CorsDisabledScheme')
  }

  const basic = request.responseTainting === 'basic'
  if ((sameOrigin(origin, request.origin) && basic) || request.mode === 'navigate') {
    agent.trace?.push(
      step(
        'fetch/main-fetch',
        true,
        `${request.current.origin.serialized}: ${sameness(params)}; no CORS is needed.`,
      ),
    )
    return yield* httpFetch(params, false)
  }
  if (request.mode === 'same-origin') {
    agent.trace?.push(
      step('fetch/same-origin-mode', false, `Mode "same-origin" forbids a request to ${origin.serialized}.`),
    )
    return networkError('DisallowedByMode')
  }
  if (request.mode === 'no-cors') {
    if (request.redirectMode !== 'follow') {
      agent.trace?.push(
        step('fetch/no-cors-redirect-mode', false, 'Mode "no-cors" across origins needs redirect "follow".'),
      )
      return networkError('NoCorsRedirectModeNotFollow')
    }
    request.responseTainting = 'opaque'
    return yield* httpFetch(params, false)
  }

  request.responseTainting = 'cors'
  if (!needsPreflight(params)) return yield* httpFetch(params, false)
  const response = yield* httpFetch(params, true)
  if (response.type === 'error' && agent.behaviour.preflightCacheClearedByFailure) {
    agent.preflightCache.clear(request)
  }
  return response
}

/** https://fetch.spec.whatwg.org/#scheme-fetch, of a data: URL: no network is asked. */
function dataUrlResponse(url: URL): Response {
  if (!url.pathname.includes(',')) return networkError('CorsDisabledScheme')
  return { type: 'default', status: 200, headers: [['content-type', '']] }
}

/** Whether the preflight of mixed content goes out before the request itself is blocked. */
const goesFirst = (params: FetchParams): boolean =>
  params.agent.behaviour.redirectedPreflightsMayBeMixed &&
  params.request.redirectCount > 0 &&
  params.request.mode === 'cors' &&
  needsPreflight(params)

function needsPreflight({ agent, request }: FetchParams): boolean {
  if (!request.unsafeRequest) return false
  const methodIsUnsafe = !isCorsSafelistedMethod(request.method)
  const stripped = agent.behaviour.strippedAuthorization === 'nothing' ? [] : request.strippedHeaders
  const unsafeNames = corsUnsafeRequestHeaderNames([...request.headers, ...stripped], agent.behaviour)
  agent.trace?.push(
    step(
      'fetch/unsafe-method',
      !methodIsUnsafe,
      `The method ${request.method} is ${methodIsUnsafe ? 'not ' : ''}CORS-safelisted.`,
    ),
    step(
      'fetch/unsafe-headers',
      unsafeNames.length === 0,
      unsafeNames.length === 0
        ? 'Every request header is CORS-safelisted.'
        : `Not CORS-safelisted: ${list(unsafeNames)}.`,
      stripped.length > 0 ? evidence(agent, 'strippedAuthorization') : undefined,
    ),
  )
  return methodIsUnsafe || unsafeNames.length > 0
}

function sameness({ request }: FetchParams): string {
  if (request.mode === 'navigate') return 'a top-level navigation'
  return `the page's own origin, at ${siteHost(request.current.url.hostname)}`
}
