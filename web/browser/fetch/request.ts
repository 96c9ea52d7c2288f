import type { Behaviour } from '../engines/behaviour.ts'
import { type Origin, originOf, sameOrigin, sameSite } from '../origin.ts'
import type { CredentialsMode, RedirectMode } from '../scenario.ts'
import type { HeaderList } from './headers.ts'

/** https://fetch.spec.whatwg.org/#concept-request, as far as the model looks. */
export interface Request {
  method: string
  headers: HeaderList
  /** Headers that a redirect to another origin has taken away. */
  strippedHeaders: HeaderList
  body: string | null
  /** Set where a script made the request: its method and headers may be unsafe. */
  unsafeRequest: boolean
  /** The page's origin: origin of the request and, the page being top-level, its "site for cookies". */
  origin: Origin
  destination: '' | 'image' | 'document'
  mode: 'cors' | 'no-cors' | 'same-origin' | 'navigate'
  credentialsMode: CredentialsMode
  redirectMode: RedirectMode
  responseTainting: 'basic' | 'cors' | 'opaque'
  redirectCount: number
  urlList: RequestUrl[]
  /** The last of the URL list: https://fetch.spec.whatwg.org/#concept-request-current-url */
  current: RequestUrl
}

export interface RequestUrl {
  url: URL
  origin: Origin
}

export function requestUrl(url: URL): RequestUrl {
  return { url, origin: originOf(url) }
}

export function includesCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== ''
}

/** https://fetch.spec.whatwg.org/#concept-request-tainted-origin */
export function redirectTaint(request: Request): 'same-origin' | 'same-site' | 'cross-site' {
  let taint: 'same-origin' | 'same-site' = 'same-origin'
  let last: Origin | null = null
  for (const { origin } of request.urlList) {
    if (last !== null) {
      if (!sameSite(origin, last) && !sameSite(request.origin, last)) return 'cross-site'
      if (!sameOrigin(origin, last) && !sameOrigin(request.origin, last)) taint = 'same-site'
    }
    last = origin
  }
  return taint
}

/** https://fetch.spec.whatwg.org/#serializing-a-request-origin */
export function serializeRequestOrigin(request: Request): string {
  if (request.urlList.length > 1 && redirectTaint(request) !== 'same-origin') return 'null'
  return request.origin.serialized
}

/** The same for its preflights: https://fetch.spec.whatwg.org/#cors-preflight-fetch, step 1, takes over origin and URL list. */
export function serializePreflightOrigin(request: Request, { preflightOrigin }: Behaviour): string {
  return preflightOrigin === 'of the page' ? request.origin.serialized : serializeRequestOrigin(request)
}
