import type { Protocol } from 'puppeteer-core'

/** Chromium's words in the project's vocabulary: they are the same but for what the DevTools Protocol tells elsewhere. */

/** Why a request failed; null for one that did not fail for a reason of its own (an answer whose body nobody read). */
export function failureReason(
  failed: Protocol.Network.LoadingFailedEvent,
  redirected: boolean,
): string | null {
  const { corsErrorStatus, blockedReason, errorText } = failed
  if (corsErrorStatus) return corsErrorStatus.corsError
  if (blockedReason) return BLOCKED[blockedReason] ?? blockedReason
  if (errorText === 'net::ERR_ABORTED') return null
  if (errorText === 'net::ERR_FAILED' && redirected) return 'RedirectNotAllowed'
  return NETWORK[errorText] ?? errorText
}

const BLOCKED: Record<string, string> = {
  'mixed-content': 'MixedContent',
  // A redirect that leaves the origin, in mode "same-origin".
  origin: 'DisallowedByMode',
  'corp-not-same-origin': 'CorpNotSameOrigin',
  'corp-not-same-site': 'CorpNotSameSite',
}

const NETWORK: Record<string, string> = {
  'net::ERR_TOO_MANY_REDIRECTS': 'TooManyRedirects',
  'net::ERR_INVALID_REDIRECT': 'InvalidRedirect',
  'net::ERR_UNSAFE_REDIRECT': 'InvalidRedirect',
  'net::ERR_UNSAFE_PORT': 'BadPort',
}

/** Why `fetch()` threw before there was a request, by the words of its error. */
export function exceptionReason(error: string): string {
  return EXCEPTIONS.find(([words]) => words.test(error))?.[1] ?? error
}

const EXCEPTIONS: [RegExp, string][] = [
  [/HTTP method is unsupported|is unsupported in no-cors mode|is not a valid HTTP method/, 'ForbiddenMethod'],
  [/Invalid name|Invalid value|non ISO-8859-1/, 'InvalidHeader'],
  [/GET\/HEAD method cannot have body/, 'BodyNotAllowed'],
  [/URL that includes credentials/, 'UrlContainsCredentials'],
]

/** The names of reasons, once each, without the prefix that Chromium puts before them even where schemes are equal. */
export const cookieReasons = (reasons: readonly string[]): string[] => [
  ...new Set(reasons.map((reason) => reason.replace(/^Schemeful/, ''))),
]
