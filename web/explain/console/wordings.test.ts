import { expect, it } from 'vitest'
import { predict } from '../../browser/predict.ts'
import { findingOf } from '../finding.ts'
import { scenarioOf } from '../scenario.ts'
import { isUnruled, type Sighting } from '../sighting.ts'
import { readConsole } from './readConsole.ts'

const AT =
  "Access to fetch at 'https://api.example.org/a' from origin 'https://app.example.com' has been blocked by CORS policy: "
const PREFLIGHT = `${AT}Response to preflight request doesn't pass access control check: `
const FIREFOX =
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.org/a. '

/** One row for each message of the engines' own lists, with made-up values. */
const rows: [line: string, cause: string, told?: Partial<Sighting>][] = [
  [`${AT}Cross origin requests are not allowed by request mode.`, 'DisallowedByMode'],
  [
    `${AT}The 'Access-Control-Allow-Origin' header contains the invalid value 'app.example.com'. Have the server send the header with a valid value, or, if an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`,
    'InvalidAllowOriginValue',
    { value: 'app.example.com' },
  ],
  [
    `${PREFLIGHT}The value of the 'Access-Control-Allow-Credentials' header in the response is 'True' which must be 'true' when the request's credentials mode is 'include'.`,
    'PreflightInvalidAllowCredentials',
    { value: 'True' },
  ],
  [
    `${PREFLIGHT}The 'Access-Control-Allow-Origin' header contains multiple values 'https://app.example.com, *', but only one is allowed.`,
    'PreflightMultipleAllowOriginValues',
  ],
  [
    `${PREFLIGHT}No 'Access-Control-Allow-Origin' header is present on the requested resource. If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`,
    'PreflightMissingAllowOriginHeader',
    { url: 'https://api.example.org/a', origin: 'https://app.example.com' },
  ],
  [
    `${AT}Cannot parse Access-Control-Allow-Methods response header field in preflight response.`,
    'InvalidAllowMethodsPreflightResponse',
  ],
  [
    `${AT}Cannot parse Access-Control-Allow-Headers response header field in preflight response.`,
    'InvalidAllowHeadersPreflightResponse',
  ],
  [
    `${AT}Redirect location 'https://a:b@api.example.org/' contains a username and password, which is disallowed for cross-origin requests.`,
    'RedirectContainsCredentials',
  ],
  [
    `${AT}Cross origin requests are only supported for protocol schemes: http, data, isolated-app, chrome-extension, chrome, https, chrome-untrusted.`,
    'CorsDisabledScheme',
  ],
  [
    `${AT}The request client is not a secure context and the resource is in more-private address space \`private\`.`,
    'LocalNetworkAccess',
  ],
  ['GET http://localhost:4000/a net::ERR_CONNECTION_REFUSED', 'NoAnswer'],
  [
    'GET https://api.example.org/a net::ERR_FAILED 502 (Bad Gateway)\n' +
      `${AT}No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    'MissingAllowOriginHeader',
  ],
  ['GET https://api.example.org/a net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin 200', 'CorpNotSameOrigin'],
  ['GET https://api.example.org/a net::ERR_BLOCKED_BY_RESPONSE.NotSameSite 200', 'CorpNotSameSite'],
  ['Response for preflight has invalid HTTP status code 405', 'PreflightInvalidStatus', { status: 405 }],
  [
    'This attempt to set a cookie via a Set-Cookie header was blocked because it had the "SameSite=Strict" attribute but came from a cross-site response which was not the response to a top-level navigation.',
    'SameSiteStrict',
  ],
  [
    'This attempt to set a cookie via a Set-Cookie header was blocked because it had the "SameSite=Lax" attribute but came from a cross-site response which was not the response to a top-level navigation.',
    'SameSiteLax',
  ],
  [
    'This Set-Cookie header didn\'t specify a "SameSite" attribute and was defaulted to "SameSite=Lax," and was blocked because it came from a cross-site response which was not the response to a top-level navigation.',
    'SameSiteUnspecifiedTreatedAsLax',
  ],
  [
    'This attempt to set a cookie via a Set-Cookie header was blocked because it had the "SameSite=None" attribute but did not have the "Secure" attribute, which is required in order to use "SameSite=None".',
    'SameSiteNoneInsecure',
  ],
  [
    'This attempt to set a cookie via a Set-Cookie header was blocked because it had the "Secure" attribute but was not received over a secure connection.',
    'SecureOnly',
  ],
  [
    'This attempt to set a cookie via a Set-Cookie header was blocked because its Domain attribute was invalid with regards to the current host url.',
    'InvalidDomain',
  ],
  [
    'This attempt to set a cookie via a Set-Cookie header was blocked because it used the "__Secure-" or "__Host-" prefix in its name and broke the additional rules applied to cookies with these prefixes.',
    'InvalidPrefix',
  ],
  [
    'This attempt to set a cookie via a Set-Cookie header was blocked because the cookie was too large. The combined size of the name and value must be less than or equal to 4096 characters.',
    'NameValuePairExceedsMaxSize',
  ],
  [`${FIREFOX}(Reason: CORS disabled).`, 'Unnamed'],
  [`${FIREFOX}(Reason: CORS request did not succeed). Status code: (null).`, 'NoAnswer'],
  [`${FIREFOX}(Reason: CORS request not http).`, 'CorsDisabledScheme'],
  [
    `${FIREFOX}(Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).`,
    'MultipleAllowOriginValues',
  ],
  [
    `${FIREFOX}(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://www.example.com’).`,
    'AllowOriginMismatch',
    { value: 'https://www.example.com' },
  ],
  [
    `${FIREFOX}(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘app.example.com’).`,
    'InvalidAllowOriginValue',
  ],
  [
    `${FIREFOX}(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).`,
    'MethodDisallowedByPreflightResponse',
  ],
  [
    `${FIREFOX}(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).`,
    'InvalidAllowCredentials',
  ],
  [`${FIREFOX}(Reason: CORS preflight channel did not succeed).`, 'PreflightInvalidStatus'],
  [
    `${FIREFOX}(Reason: CORS preflight response did not succeed). Status code: 308.`,
    'PreflightDisallowedRedirect',
    { status: 308 },
  ],
  [
    `${FIREFOX}(Reason: invalid token ‘GET PUT’ in CORS header ‘Access-Control-Allow-Methods’).`,
    'InvalidAllowMethodsPreflightResponse',
  ],
  [
    `${FIREFOX}(Reason: invalid token ‘a b’ in CORS header ‘Access-Control-Allow-Headers’).`,
    'InvalidAllowHeadersPreflightResponse',
  ],
  [
    'Quellübergreifende (Cross-Origin) Anfrage blockiert: … [Weitere Informationen] https://developer.mozilla.org/docs/Web/HTTP/CORS/Errors/CORSMissingAllowOrigin',
    'MissingAllowOriginHeader',
  ],
  [
    'Blocked loading mixed active content “http://api.example.org/a”',
    'MixedContent',
    { url: 'http://api.example.org/a' },
  ],
  [
    'The resource at “https://api.example.org/a” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). See https://developer.mozilla.org/docs/Web/HTTP/Cross-Origin_Resource_Policy_(CORP)#',
    'CorpNotSameOrigin',
  ],
  [
    'Cookie “sid” has been rejected because it is in a cross-site context and its “SameSite” is “Lax” or “Strict”.',
    'SameSiteLax',
    { cookie: 'sid' },
  ],
  [
    'Cookie “sid” has been rejected because it is foreign and does not have the “Partitioned“ attribute.',
    'UserPreferences',
  ],
  ['Cookie “sid” has been rejected because a non-HTTPS cookie can’t be set as “secure”.', 'SecureOnly'],
  [
    'Cookie “sid” has been rejected because it has the “Partitioned” attribute but is missing the “secure” attribute.',
    'UnknownError',
  ],
  ['Cookie “sid” has been rejected for invalid domain.', 'InvalidDomain'],
  ['Cookie “__Host-sid” has been rejected for invalid prefix.', 'InvalidPrefix', { cookie: '__Host-sid' }],
  ['Cookie “sid” is invalid because its size is too big. Max size is 4096 B.', 'NameValuePairExceedsMaxSize'],
  [
    'Cookie “sid” rejected because it has the “SameSite=None” attribute but is missing the “secure” attribute.',
    'SameSiteNoneInsecure',
  ],
  [
    'Cookie “sid” does not have a proper “SameSite” attribute value. Soon, cookies without the “SameSite” attribute or with an invalid value will be treated as “Lax”.',
    'SameSiteUnspecifiedTreatedAsLax',
  ],
  [
    '[Error] Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 200\n[Error] Fetch API cannot load https://api.example.org/a due to access control checks.\n[Error] Failed to load resource: Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 200 (a, line 0)',
    'MissingAllowOriginHeader',
    { url: 'https://api.example.org/a', origin: 'https://app.example.com', status: 200 },
  ],
  ['Access-Control-Allow-Origin cannot contain more than one origin.', 'MultipleAllowOriginValues'],
  [
    'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
    'WildcardOriginNotAllowed',
  ],
  ['Preflight response is not successful. Status code: 401', 'PreflightInvalidStatus', { status: 401 }],
  [
    'Method PUT is not allowed by Access-Control-Allow-Methods.',
    'MethodDisallowedByPreflightResponse',
    { method: 'PUT' },
  ],
  [
    '[blocked] The page at https://app.example.com/ was not allowed to run insecure content from http://api.example.org/a.',
    'MixedContent',
    { origin: 'https://app.example.com' },
  ],
  ['Uncaught (in promise) TypeError: Failed to fetch', 'Unnamed', { vendor: 'Chrome' }],
  ['TypeError: NetworkError when attempting to fetch resource.', 'Unnamed', { vendor: 'Firefox' }],
  ['Unhandled Promise Rejection: TypeError: Load failed', 'Unnamed', { vendor: 'Safari' }],
]

it.each(rows)('%s', (line, cause, told = {}) => {
  const sightings = readConsole(line)
  expect(sightings.map((sighting) => findingOf(sighting, 'http://app.localhost:5173').cause)).toEqual([cause])
  expect(sightings[0]).toMatchObject(told)
})

it('several lines are told apart, each with its own URL', () => {
  const lines = ['a', 'b'].map(
    (path) =>
      `Access to fetch at 'https://api.example.org/${path}' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
  )
  expect(readConsole(lines.join('\n')).map(({ url }) => url)).toEqual([
    'https://api.example.org/a',
    'https://api.example.org/b',
  ])
})

it('words of several causes are settled by the value that they tell', () => {
  const [told] = readConsole(
    `${FIREFOX}(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://a.example, *’).`,
  )
  const cause = told?.causes[0]
  const built = told && cause && !isUnruled(cause) ? scenarioOf(told, cause) : null
  expect(built && predict(built.scenario).exchanges[0]?.blockedBy).toBe('MultipleAllowOriginValues')
})
