import { type CookieContext, cookieContext } from '../cookies/context.ts'
import { receiveSetCookie } from '../cookies/receiveCookie.ts'
import { type Retrieval, retrieveCookies, serializeCookies, withholdAll } from '../cookies/retrieve.ts'
import { parseSetCookie } from '../cookies/setCookie.ts'
import { byteLowercase } from '../infra.ts'
import type { Fetching } from '../network.ts'
import { sameSite } from '../origin.ts'
import type { Answer, SetCookieOutcome } from '../scenario.ts'
import { list, step } from '../steps.ts'
import type { UserAgent } from '../userAgent.ts'
import { evidence } from '../userAgent.ts'
import type { FetchParams } from './fetchParams.ts'
import { type HeaderList, headerList } from './headers.ts'
import { requestOriginHeader } from './originHeader.ts'
import type { HttpResponse } from './response.ts'

/** https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch; no HTTP cache is modelled. */
export function* httpNetworkOrCacheFetch(params: FetchParams): Fetching<HttpResponse> {
  const { agent, request, record } = params
  const includeCredentials =
    request.credentialsMode === 'include' ||
    (request.credentialsMode === 'same-origin' && request.responseTainting === 'basic')
  const context = cookieContext(agent, request)
  traceCredentials(params, context, includeCredentials)
  const retrieval = includeCredentials ? retrieveCookies(agent, context) : withholdAll(agent, context)
  const cookieHeader = serializeCookies(retrieval.cookies)
  const origin = requestOriginHeader(agent, request)
  traceHeaders(params, retrieval, origin)

  const headers: HeaderList = [...request.headers]
  if (origin !== null) headers.push(['origin', origin])
  if (retrieval.cookies.length > 0) headers.push(['cookie', cookieHeader])
  const answer = yield {
    method: request.method,
    url: request.current.url.href,
    headers,
    body: request.body,
    preflight: false,
    hop: request.redirectCount,
  }

  const setCookies = storeCookies(params, context, includeCredentials, answer)
  if (request.redirectCount === 0) {
    record.sent = true
    record.cookies = retrieval.cookies.map((cookie) => cookie.name)
    record.cookieHeader = cookieHeader
    record.origin = origin
    record.withheld = retrieval.withheld
    record.setCookies = setCookies
  }
  return { type: 'default', status: answer.status, headers: headerList(answer.headers) }
}

/** https://fetch.spec.whatwg.org/#parse-and-store-response-set-cookie-headers */
function storeCookies(
  { agent }: FetchParams,
  context: CookieContext,
  includeCredentials: boolean,
  answer: Answer,
): SetCookieOutcome[] {
  const outcomes: SetCookieOutcome[] = []
  for (const [name, value] of answer.headers) {
    if (byteLowercase(name) !== 'set-cookie') continue
    outcomes.push(includeCredentials ? receiveSetCookie(agent, context, value) : unheard(agent, value))
  }
  return outcomes
}

/** The line was never looked at; its name is told all the same. */
function unheard(agent: UserAgent, line: string): SetCookieOutcome {
  const parsed = parseSetCookie(line, agent.behaviour)
  const name = 'cookie' in parsed ? parsed.cookie.name : ''
  return { name, stored: false, reasons: ['CredentialsMode'] }
}

function traceCredentials({ agent, request }: FetchParams, context: CookieContext, included: boolean): void {
  const { origin } = request.current
  const relation = context.sameSite ? 'same-site' : 'cross-site'
  const navigation = context.topLevelNavigation ? ', in a top-level navigation' : ''
  agent.trace?.push(
    step(
      'fetch/credentials',
      included,
      `Credentials mode "${request.credentialsMode}" ${included ? 'includes' : 'excludes'} cookies here.`,
    ),
    step(
      'cookies/same-site-request',
      context.sameSite,
      `${origin.serialized} is ${relation} for the page ${request.origin.serialized}${navigation}.`,
      context.sameSite && !sameSite(origin, request.origin)
        ? evidence(agent, 'schemefulSameSite')
        : undefined,
    ),
  )
}

function traceHeaders({ agent }: FetchParams, retrieval: Retrieval, origin: string | null): void {
  agent.trace?.push(
    step(
      'cookies/header',
      true,
      `Cookies sent: ${list(retrieval.cookies.map((cookie) => cookie.name || '(nameless)')) || 'none'}.`,
    ),
    step(
      'fetch/origin-header',
      true,
      origin === null ? 'No Origin header is sent.' : `Origin: ${origin} is sent.`,
    ),
  )
}
