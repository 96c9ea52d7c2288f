import { byteLowercase, isToken, stripHttpWhitespace } from '../infra.ts'
import type { ScenarioRequest } from '../scenario.ts'
import { step } from '../steps.ts'
import type { UserAgent } from '../userAgent.ts'
import { contains, get, type HeaderList } from './headers.ts'
import { isCorsSafelistedMethod, isForbiddenMethod, normalizeMethod } from './methods.ts'
import { includesCredentials, type Request, requestUrl } from './request.ts'
import { isForbiddenRequestHeader, isNoCorsSafelistedRequestHeader } from './requestHeaders.ts'
import { type NetworkError, networkError } from './response.ts'

/** The request that a script, an image, a link or a form makes; an error where the script's call throws. */
export function createRequest(agent: UserAgent, init: ScenarioRequest): Request | NetworkError {
  switch (init.via ?? 'fetch') {
    case 'fetch':
      return requestConstructor(agent, init)
    case 'image':
      return elementRequest(agent, init, { destination: 'image', mode: 'no-cors', method: 'GET' })
    case 'link':
      return elementRequest(agent, init, { destination: 'document', mode: 'navigate', method: 'GET' })
    case 'form':
      return formRequest(agent, init)
  }
}

/** https://fetch.spec.whatwg.org/#dom-request */
function requestConstructor(agent: UserAgent, init: ScenarioRequest): Request | NetworkError {
  const url = new URL(init.url)
  const mode = init.mode ?? 'cors'
  if (includesCredentials(url)) {
    agent.trace?.push(
      step('fetch/request-constructor', false, 'fetch() throws: the URL has a user name or password.'),
    )
    return networkError('UrlContainsCredentials')
  }
  const given = init.method ?? 'GET'
  const method = normalizeMethod(given)
  if (!isToken(given) || isForbiddenMethod(given)) {
    agent.trace?.push(
      step('fetch/method', false, `fetch() throws: the method ${given} is forbidden or no token.`),
    )
    return networkError('ForbiddenMethod')
  }
  if (method !== given) {
    agent.trace?.push(step('fetch/method-normalize', true, `The method ${given} is normalized to ${method}.`))
  }
  if (mode === 'no-cors' && !isCorsSafelistedMethod(method)) {
    agent.trace?.push(step('fetch/method', false, `fetch() throws: mode "no-cors" does not allow ${method}.`))
    return networkError('ForbiddenMethod')
  }
  const headers = fillHeaders(agent, init, mode === 'no-cors')
  if (headers === null) return networkError('InvalidHeader')
  const body = init.body ?? null
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    agent.trace?.push(step('fetch/request-constructor', false, `fetch() throws: ${method} takes no body.`))
    return networkError('BodyNotAllowed')
  }
  if (body !== null && !contains(headers, 'content-type')) {
    headers.push(['content-type', 'text/plain;charset=UTF-8'])
  }
  const current = requestUrl(url)
  return {
    method,
    headers,
    strippedHeaders: [],
    body,
    unsafeRequest: true,
    origin: agent.page,
    destination: '',
    mode,
    credentialsMode: init.credentials ?? 'same-origin',
    redirectMode: init.redirect ?? 'follow',
    responseTainting: 'basic',
    redirectCount: 0,
    urlList: [current],
    current,
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the standard names them
const INVALID_VALUE = /[\x00\r\n]|[^\x00-\xff]/

/** https://fetch.spec.whatwg.org/#concept-headers-fill, with the guard that the mode gives; null where it throws. */
function fillHeaders(agent: UserAgent, init: ScenarioRequest, noCors: boolean): HeaderList | null {
  const headers: HeaderList = []
  for (const [given, raw] of init.headers ?? []) {
    const value = stripHttpWhitespace(raw)
    if (!isToken(given) || INVALID_VALUE.test(value)) {
      agent.trace?.push(
        step('fetch/request-constructor', false, `fetch() throws: ${given} is no valid header.`),
      )
      return null
    }
    const name = byteLowercase(given)
    if (isForbiddenRequestHeader(name, value)) {
      agent.trace?.push(
        step(
          'fetch/forbidden-request-header',
          false,
          `The header ${given} is left out: scripts may not set it.`,
        ),
      )
      continue
    }
    if (noCors) {
      const before = get(headers, name)
      if (!isNoCorsSafelistedRequestHeader(name, before === null ? value : `${before}, ${value}`)) {
        agent.trace?.push(
          step(
            'fetch/request-no-cors-guard',
            false,
            `The header ${given} is left out: mode "no-cors" does not take it.`,
          ),
        )
        continue
      }
    }
    headers.push([name, value])
  }
  return headers
}

type ElementRequest = Pick<Request, 'destination' | 'mode' | 'method'>

/** Requests of elements carry credentials, no author headers, and follow redirects. */
function elementRequest(agent: UserAgent, init: ScenarioRequest, element: ElementRequest): Request {
  const current = requestUrl(new URL(init.url))
  return {
    ...element,
    headers: [],
    strippedHeaders: [],
    body: null,
    unsafeRequest: false,
    origin: agent.page,
    credentialsMode: 'include',
    redirectMode: 'follow',
    responseTainting: 'basic',
    redirectCount: 0,
    urlList: [current],
    current,
  }
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm: GET, or POST with a body. */
function formRequest(agent: UserAgent, init: ScenarioRequest): Request {
  const post = init.method?.toUpperCase() === 'POST'
  const request = elementRequest(agent, init, {
    destination: 'document',
    mode: 'navigate',
    method: post ? 'POST' : 'GET',
  })
  if (post) {
    request.body = init.body ?? ''
    request.headers.push(['content-type', 'application/x-www-form-urlencoded'])
  }
  return request
}

/** A top-level navigation to `url` from a page of its own site: how cookies came into the jar. */
export function visit(agent: UserAgent, url: string): Request {
  const request = elementRequest(agent, { url }, { destination: 'document', mode: 'navigate', method: 'GET' })
  return { ...request, origin: request.current.origin }
}
