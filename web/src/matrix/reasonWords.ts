import type { BlockedReason, SetCookieReason, WithheldReason } from '../../browser/reasons.ts'

/** A reason in short, as a cell of the map has room for it, and in a sentence. */
export interface ReasonText {
  word: string
  sentence: string
}

type Reason = BlockedReason | SetCookieReason | WithheldReason

const NO_ORIGIN =
  'Access-Control-Allow-Origin does not name the page’s origin, so the answer is kept from the script.'
const PREFLIGHT = 'The answer to the preflight does not allow the request, so it was never sent.'

/** Every reason that a browser or the model gives. Words are of six letters at most. */
const TEXTS: Record<Reason, ReasonText> = {
  SameSiteStrict: {
    word: 'Strict',
    sentence: 'A Strict cookie is neither stored nor sent in a cross-site fetch.',
  },
  SameSiteLax: { word: 'Lax', sentence: 'A Lax cookie is neither stored nor sent in a cross-site fetch.' },
  SameSiteUnspecifiedTreatedAsLax: {
    word: 'Unset',
    sentence: 'A missing SameSite is read as Lax, and a cross-site fetch stores and sends no Lax cookie.',
  },
  SameSiteNoneInsecure: { word: 'NoSec', sentence: 'SameSite=None asks for Secure, which is left out.' },
  SecureOnly: {
    word: 'Secure',
    sentence: 'Over plain http a Secure cookie is neither stored nor sent, on localhost neither.',
  },
  UserPreferences: { word: '3rd', sentence: 'Third-party cookies are blocked.' },
  InvalidDomain: {
    word: 'Domain',
    sentence: 'The Domain is not the host that answers, nor a parent of it that it may name.',
  },
  InvalidPrefix: {
    word: 'Prefix',
    sentence: 'The prefix of its name asks for attributes that it does not have.',
  },
  OverwriteSecure: {
    word: 'Over',
    sentence: 'It would take the place of a Secure cookie, and is not Secure itself.',
  },
  NameValuePairExceedsMaxSize: { word: 'Size', sentence: 'Name and value are longer than 4096 bytes.' },
  DisallowedCharacter: { word: 'Chars', sentence: 'It has a character that no cookie may have.' },
  NoCookieContent: { word: 'Empty', sentence: 'It has neither a name nor a value.' },
  UnknownError: {
    word: 'Untold',
    sentence:
      'The browser refuses it and tells no reason; so it does with a Partitioned cookie that is not Secure.',
  },
  CredentialsMode: {
    word: 'Mode',
    sentence: 'The credentials mode leaves cookies out: none is sent, and none that comes is stored.',
  },
  NotOnPath: { word: 'Path', sentence: 'The cookie is for another path.' },
  MixedContent: { word: 'Mixed', sentence: 'An https page may not fetch over plain http: nothing was sent.' },
  DisallowedByMode: { word: 'Mode', sentence: 'The request mode does not allow another origin.' },
  CorsDisabledScheme: { word: 'Scheme', sentence: 'CORS is for http and https alone.' },
  WildcardOriginNotAllowed: {
    word: 'CORS',
    sentence: 'With credentials included, * in Access-Control-Allow-Origin is no wildcard.',
  },
  MissingAllowOriginHeader: { word: 'CORS', sentence: 'The answer has no Access-Control-Allow-Origin.' },
  MultipleAllowOriginValues: { word: 'CORS', sentence: 'Access-Control-Allow-Origin names several origins.' },
  InvalidAllowOriginValue: { word: 'CORS', sentence: 'What Access-Control-Allow-Origin names is no origin.' },
  AllowOriginMismatch: { word: 'CORS', sentence: NO_ORIGIN },
  InvalidAllowCredentials: {
    word: 'CORS',
    sentence: 'Credentials are included, and the answer has no Access-Control-Allow-Credentials: true.',
  },
  PreflightInvalidStatus: {
    word: 'Prefl',
    sentence: 'The preflight was not answered with a status from 200 to 299.',
  },
  PreflightDisallowedRedirect: {
    word: 'Prefl',
    sentence: 'The preflight was answered with a redirect, which browsers do not follow.',
  },
  PreflightWildcardOriginNotAllowed: { word: 'Prefl', sentence: PREFLIGHT },
  PreflightMissingAllowOriginHeader: { word: 'Prefl', sentence: PREFLIGHT },
  PreflightMultipleAllowOriginValues: { word: 'Prefl', sentence: PREFLIGHT },
  PreflightInvalidAllowOriginValue: { word: 'Prefl', sentence: PREFLIGHT },
  PreflightAllowOriginMismatch: { word: 'Prefl', sentence: PREFLIGHT },
  PreflightInvalidAllowCredentials: { word: 'Prefl', sentence: PREFLIGHT },
  InvalidAllowMethodsPreflightResponse: { word: 'Prefl', sentence: PREFLIGHT },
  InvalidAllowHeadersPreflightResponse: { word: 'Prefl', sentence: PREFLIGHT },
  MethodDisallowedByPreflightResponse: {
    word: 'Method',
    sentence: 'The preflight’s answer does not allow the method.',
  },
  HeaderDisallowedByPreflightResponse: {
    word: 'Header',
    sentence: 'The preflight’s answer does not allow a header of the request.',
  },
  RedirectContainsCredentials: { word: 'Redir', sentence: 'The redirect leads to a URL with a user name.' },
  NoCorsRedirectModeNotFollow: { word: 'Redir', sentence: 'A no-cors request has to follow redirects.' },
  ForbiddenMethod: { word: 'Method', sentence: 'Scripts may not use the method.' },
  InvalidHeader: { word: 'Header', sentence: 'A header’s name or value is malformed.' },
  BodyNotAllowed: { word: 'Body', sentence: 'GET and HEAD have no body.' },
  UrlContainsCredentials: { word: 'URL', sentence: 'The URL has a user name.' },
  BadPort: { word: 'Port', sentence: 'Browsers do not connect to this port.' },
  InvalidRedirect: { word: 'Redir', sentence: 'The redirect leads nowhere.' },
  RedirectNotAllowed: { word: 'Redir', sentence: 'The redirect mode does not allow a redirect.' },
  TooManyRedirects: { word: 'Redir', sentence: 'There are more than twenty redirects.' },
  CorpNotSameOrigin: {
    word: 'CORP',
    sentence: 'Cross-Origin-Resource-Policy keeps the answer for its own origin.',
  },
  CorpNotSameSite: {
    word: 'CORP',
    sentence: 'Cross-Origin-Resource-Policy keeps the answer for its own site.',
  },
}

const isKnown = (reason: string): reason is Reason => reason in TEXTS

/** Nobody told a reason. */
const UNTOLD: ReasonText = { word: 'none', sentence: 'It did not come back; the browser does not tell why.' }

export function reasonText(reason: string | undefined): ReasonText {
  if (reason === undefined) return UNTOLD
  return isKnown(reason) ? TEXTS[reason] : { word: '?', sentence: `The browser’s reason: ${reason}.` }
}
