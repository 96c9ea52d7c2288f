import type { Reason } from './reasons.ts'
import type { ExchangeOutcome } from './scenario.ts'

/** What to change, and where: on the server's answer, in the cookie, or in the client's call. */
export interface Fix {
  where: 'server' | 'cookie' | 'client' | 'browser'
  text: string
}

/** One place, keyed by reason: each blocked result, refused cookie and withheld cookie has its remedy here. */
export const FIXES: Record<Reason, Fix> = {
  DisallowedByMode: {
    where: 'client',
    text: 'Use mode "cors": "same-origin" allows requests to the page\'s own origin only.',
  },
  CorsDisabledScheme: {
    where: 'client',
    text: 'Ask over http or https: no other scheme takes part in CORS.',
  },
  WildcardOriginNotAllowed: {
    where: 'server',
    text: "Answer Access-Control-Allow-Origin with the page's origin instead of *, and Vary: Origin; or send the request without credentials.",
  },
  MissingAllowOriginHeader: {
    where: 'server',
    text: "Add Access-Control-Allow-Origin with the page's origin to every response, errors too.",
  },
  MultipleAllowOriginValues: {
    where: 'server',
    text: 'Send one Access-Control-Allow-Origin with one origin; look for a proxy that adds a second.',
  },
  InvalidAllowOriginValue: {
    where: 'server',
    text: 'Write the origin in full, scheme://host:port; patterns and bare hosts match nothing.',
  },
  AllowOriginMismatch: {
    where: 'server',
    text: "Answer with exactly the request's Origin, letter by letter and without a trailing slash, if it is on your list.",
  },
  InvalidAllowCredentials: {
    where: 'server',
    text: 'Add Access-Control-Allow-Credentials: true, in lower case and once; or send the request without credentials.',
  },
  PreflightInvalidStatus: {
    where: 'server',
    text: 'Answer OPTIONS with 200 or 204 before authentication and routing: a preflight carries no cookies.',
  },
  PreflightDisallowedRedirect: {
    where: 'server',
    text: 'Answer OPTIONS at the URL that is asked; a preflight follows no redirect. Check trailing slashes and http to https redirects.',
  },
  PreflightWildcardOriginNotAllowed: {
    where: 'server',
    text: "Answer the preflight with the page's origin instead of *; or send the request without credentials.",
  },
  PreflightMissingAllowOriginHeader: {
    where: 'server',
    text: "Add Access-Control-Allow-Origin with the page's origin to the answer to OPTIONS.",
  },
  PreflightMultipleAllowOriginValues: {
    where: 'server',
    text: 'Send one Access-Control-Allow-Origin with one origin in the answer to OPTIONS.',
  },
  PreflightInvalidAllowOriginValue: {
    where: 'server',
    text: 'Write the origin in full in the answer to OPTIONS: scheme://host:port.',
  },
  PreflightAllowOriginMismatch: {
    where: 'server',
    text: "Answer OPTIONS with exactly the request's Origin, if it is on your list.",
  },
  PreflightInvalidAllowCredentials: {
    where: 'server',
    text: 'Add Access-Control-Allow-Credentials: true to the answer to OPTIONS too.',
  },
  InvalidAllowMethodsPreflightResponse: {
    where: 'server',
    text: 'Write Access-Control-Allow-Methods as names with commas between them.',
  },
  InvalidAllowHeadersPreflightResponse: {
    where: 'server',
    text: 'Write Access-Control-Allow-Headers as names with commas between them.',
  },
  MethodDisallowedByPreflightResponse: {
    where: 'server',
    text: 'List the method in Access-Control-Allow-Methods, in upper case; * counts only without credentials.',
  },
  HeaderDisallowedByPreflightResponse: {
    where: 'server',
    text: 'List each header in Access-Control-Allow-Headers; * counts only without credentials, and by the standard never for Authorization.',
  },
  RedirectContainsCredentials: {
    where: 'server',
    text: 'Redirect to a URL without user name and password.',
  },
  NoCorsRedirectModeNotFollow: {
    where: 'client',
    text: 'Use redirect "follow" with mode "no-cors", or mode "cors".',
  },
  MixedContent: {
    where: 'server',
    text: 'Serve the API over https: a page that is https may not fetch http.',
  },
  ForbiddenMethod: {
    where: 'client',
    text: 'Use another method: CONNECT, TRACE and TRACK are forbidden, and mode "no-cors" allows GET, HEAD and POST only.',
  },
  InvalidHeader: { where: 'client', text: 'Give header names and values that HTTP can carry.' },
  BodyNotAllowed: { where: 'client', text: 'Leave the body out of GET and HEAD, or use POST.' },
  UrlContainsCredentials: {
    where: 'client',
    text: 'Take user name and password out of the URL and send an Authorization header.',
  },
  BadPort: { where: 'server', text: 'Listen on a port that browsers do not block.' },
  InvalidRedirect: { where: 'server', text: 'Send one Location with a valid http or https URL.' },
  RedirectNotAllowed: {
    where: 'client',
    text: 'Use redirect "follow", or ask for the URL that the server redirects to.',
  },
  TooManyRedirects: { where: 'server', text: 'Break the loop: browsers follow twenty redirects.' },
  CorpNotSameOrigin: {
    where: 'server',
    text: 'Send Cross-Origin-Resource-Policy: cross-origin, or use mode "cors".',
  },
  CorpNotSameSite: {
    where: 'server',
    text: 'Send Cross-Origin-Resource-Policy: cross-origin, or use mode "cors".',
  },
  SecureOnly: {
    where: 'server',
    text: 'Serve over https: a Secure cookie needs a secure connection, and not every browser takes http://localhost for one.',
  },
  SameSiteStrict: {
    where: 'cookie',
    text: 'Bring page and API onto one site, or set SameSite=None; Secure and defend against forgery by other means.',
  },
  SameSiteLax: {
    where: 'cookie',
    text: 'Bring page and API onto one site, or set SameSite=None; Secure and defend against forgery by other means.',
  },
  SameSiteUnspecifiedTreatedAsLax: {
    where: 'cookie',
    text: 'Name it: SameSite=None; Secure for cross-site requests; without SameSite a cookie counts as Lax.',
  },
  SameSiteNoneInsecure: { where: 'cookie', text: 'Add Secure: SameSite=None is refused without it.' },
  UserPreferences: {
    where: 'cookie',
    text: 'Bring page and API onto one site, or use a bearer token: this browser keeps third-party cookies out, or apart by top-level site. Where it takes Partitioned (with Secure and SameSite=None), that helps too.',
  },
  InvalidDomain: {
    where: 'cookie',
    text: 'Leave Domain out, or name the host or a parent of it that is no public suffix (localhost acts as one).',
  },
  InvalidPrefix: {
    where: 'cookie',
    text: 'Give __Secure- cookies Secure; __Host- cookies Secure, Path=/ and no Domain; or rename the cookie.',
  },
  OverwriteSecure: {
    where: 'server',
    text: 'Set the cookie over https: an insecure connection may not overlay a Secure cookie.',
  },
  NameValuePairExceedsMaxSize: {
    where: 'cookie',
    text: 'Keep name and value within 4096 bytes; store the data at the server and send an identifier.',
  },
  DisallowedCharacter: {
    where: 'cookie',
    text: 'Take control characters out of the line; encode the value.',
  },
  NoCookieContent: { where: 'cookie', text: 'Give the cookie a name.' },
  UnknownError: {
    where: 'cookie',
    text: 'Add Secure: a Partitioned cookie is refused without it.',
  },
  NotOnPath: { where: 'cookie', text: "Set Path=/ or a prefix of the request's path." },
  CredentialsMode: {
    where: 'client',
    text: 'Send the request with credentials: "include" (withCredentials: true); the default is "same-origin".',
  },
}

export function isReason(reason: string): reason is Reason {
  return reason in FIXES
}

/** What would change an exchange's refusals, each once. */
export function fixesFor(exchange: ExchangeOutcome): Fix[] {
  const reasons = [
    ...(exchange.blockedBy === null ? [] : [exchange.blockedBy]),
    ...exchange.setCookies.flatMap((cookie) => cookie.reasons),
    ...exchange.withheld.flatMap((cookie) => cookie.reasons),
  ]
  return [...new Set(reasons)].filter(isReason).map((reason) => FIXES[reason])
}
