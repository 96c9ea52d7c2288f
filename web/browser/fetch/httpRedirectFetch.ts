import type { Fetching } from '../network.ts'
import { sameOrigin } from '../origin.ts'
import { step } from '../steps.ts'
import type { FetchParams } from './fetchParams.ts'
import { mainFetch } from './mainFetch.ts'
import { includesCredentials, type Request, redirectTaint, requestUrl } from './request.ts'
import { isCorsNonWildcardRequestHeaderName, isRequestBodyHeaderName } from './requestHeaders.ts'
import { type HttpResponse, networkError, type Response } from './response.ts'

const REDIRECT_LIMIT = 20

/** https://fetch.spec.whatwg.org/#concept-http-redirect-fetch */
export function* httpRedirectFetch(params: FetchParams, response: HttpResponse): Fetching<Response> {
  const { agent, request } = params
  const [location, another] = response.headers
    .filter(([name]) => name === 'location')
    .map(([, value]) => value)
  if (location === undefined) return response
  if (another !== undefined || !URL.canParse(location, request.current.url.href))
    return networkError('InvalidRedirect')
  const next = requestUrl(new URL(location, request.current.url.href))
  if (next.origin.scheme !== 'http' && next.origin.scheme !== 'https') {
    agent.trace?.push(step('fetch/redirect', false, `A redirect to ${next.url.protocol} is not followed.`))
    return networkError(request.mode === 'cors' ? 'CorsDisabledScheme' : 'InvalidRedirect')
  }
  if (request.redirectCount === REDIRECT_LIMIT) {
    agent.trace?.push(step('fetch/redirect-count', false, `This is redirect number ${REDIRECT_LIMIT + 1}.`))
    return networkError('TooManyRedirects')
  }
  request.redirectCount += 1

  const crossOrigin = request.mode === 'cors' && !sameOrigin(request.origin, next.origin)
  if ((crossOrigin || request.responseTainting === 'cors') && includesCredentials(next.url)) {
    agent.trace?.push(
      step(
        'fetch/redirect-credentials',
        false,
        `The redirect to ${next.url.host} has a user name or password in its URL.`,
      ),
    )
    return networkError('RedirectContainsCredentials')
  }

  if (becomesGet(response.status, request.method)) {
    agent.trace?.push(
      step(
        'fetch/redirect-method',
        true,
        `After ${response.status} the ${request.method} becomes a GET without body.`,
      ),
    )
    request.method = 'GET'
    request.body = null
    strip(request, isRequestBodyHeaderName)
  }
  if (!sameOrigin(request.current.origin, next.origin)) strip(request, isCorsNonWildcardRequestHeaderName)
  follow(request, next)
  agent.trace?.push(
    step(
      'fetch/redirect',
      true,
      `Redirected to ${next.origin.serialized}; the request's origin is ${taintText(request)}.`,
    ),
  )
  return yield* mainFetch(params)
}

function becomesGet(status: number, method: string): boolean {
  if (status === 301 || status === 302) return method === 'POST'
  return status === 303 && method !== 'GET' && method !== 'HEAD'
}

function strip(request: Request, isStripped: (name: string) => boolean): void {
  request.strippedHeaders.push(...request.headers.filter(([name]) => isStripped(name)))
  request.headers = request.headers.filter(([name]) => !isStripped(name))
}

function follow(request: Request, next: Request['current']): void {
  request.urlList.push(next)
  request.current = next
}

function taintText(request: Request): string {
  return redirectTaint(request) === 'same-origin' ? `still ${request.origin.serialized}` : 'null from here on'
}
