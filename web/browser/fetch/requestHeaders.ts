import type { Behaviour } from '../engines/behaviour.ts'
import { byteLowercase, octets } from '../infra.ts'
import { getDecodeAndSplit, type HeaderList } from './headers.ts'
import { isForbiddenMethod } from './methods.ts'
import { mimeTypeEssence } from './mimeType.ts'
import type { Request } from './request.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: the standard names them
const UNSAFE_BYTE = /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/
const LANGUAGE_VALUE = /^[0-9A-Za-z *,\-.;=]*$/
const SAFELISTED_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])

/** https://fetch.spec.whatwg.org/#cors-safelisted-request-header; `name` is lower-cased. */
export function isCorsSafelistedRequestHeader(name: string, value: string): boolean {
  if (octets(value) > 128) return false
  switch (name) {
    case 'accept':
      return !UNSAFE_BYTE.test(value)
    case 'accept-language':
    case 'content-language':
      return LANGUAGE_VALUE.test(value)
    case 'content-type':
      return !UNSAFE_BYTE.test(value) && SAFELISTED_TYPES.has(mimeTypeEssence(value) ?? '')
    case 'range':
      return isSafelistedRange(value)
    default:
      return false
  }
}

/** https://fetch.spec.whatwg.org/#simple-range-header-value, without white space, its start given. */
function isSafelistedRange(value: string): boolean {
  const range = /^bytes=(\d+)-(\d*)$/.exec(value)
  if (range === null) return false
  const [, start = '', end = ''] = range
  return end === '' || Number(start) <= Number(end)
}

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names */
export function corsUnsafeRequestHeaderNames(
  headers: HeaderList,
  { alsoSafelistedHeaders }: Pick<Behaviour, 'alsoSafelistedHeaders'>,
): string[] {
  if (headers.length === 0) return []
  const unsafeNames = new Set<string>()
  const potentiallyUnsafeNames: string[] = []
  let safelistValueSize = 0
  for (const [name, value] of headers) {
    if (alsoSafelistedHeaders.get(name)?.test(value)) continue
    if (isCorsSafelistedRequestHeader(name, value)) {
      potentiallyUnsafeNames.push(name)
      safelistValueSize += octets(value)
    } else {
      unsafeNames.add(name)
    }
  }
  if (safelistValueSize > 1024) for (const name of potentiallyUnsafeNames) unsafeNames.add(name)
  return [...unsafeNames].sort()
}

/** The unsafe names that a preflight asks for, step 5 of https://fetch.spec.whatwg.org/#cors-preflight-fetch-0. */
export function preflightHeaderNames(request: Request, behaviour: Behaviour): string[] {
  const stripped = behaviour.strippedAuthorization === 'is asked for' ? request.strippedHeaders : []
  return corsUnsafeRequestHeaderNames([...request.headers, ...stripped], behaviour)
}

const NO_CORS_SAFELISTED = new Set(['accept', 'accept-language', 'content-language', 'content-type'])

/** https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header */
export function isNoCorsSafelistedRequestHeader(name: string, value: string): boolean {
  return NO_CORS_SAFELISTED.has(name) && isCorsSafelistedRequestHeader(name, value)
}

/** https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
export function isCorsNonWildcardRequestHeaderName(name: string): boolean {
  return name === 'authorization'
}

/** https://fetch.spec.whatwg.org/#request-body-header-name */
export function isRequestBodyHeaderName(name: string): boolean {
  return name.startsWith('content-') && REQUEST_BODY_HEADERS.has(name)
}
const REQUEST_BODY_HEADERS = new Set([
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
])

const FORBIDDEN_NAMES = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
])
const METHOD_OVERRIDES = new Set(['x-http-method', 'x-http-method-override', 'x-method-override'])

/** https://fetch.spec.whatwg.org/#forbidden-request-header */
export function isForbiddenRequestHeader(name: string, value: string): boolean {
  const lower = byteLowercase(name)
  if (FORBIDDEN_NAMES.has(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-')) return true
  return METHOD_OVERRIDES.has(lower) && getDecodeAndSplit(value).some(isForbiddenMethod)
}
