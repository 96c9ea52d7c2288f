import type { Cause } from '../sighting.ts'
import { type Message, message } from './message.ts'

const chrome = (pattern: RegExp, ...causes: [Cause, ...Cause[]]) => message('Chrome', pattern, ...causes)

/** Says of which of the two answers the sentence speaks: it stands before the sentence. */
export const OF_PREFLIGHT =
  /Response to preflight request doesn't pass access control ?check:|Response for preflight/gi

/**
 * Chromium's CORS errors, of `third_party/blink/renderer/platform/loader/cors/cors_error_string.cc`, and what they were before
 * version 68. Those that exist for both answers are named for the response itself.
 */
const cors: Message[] = [
  chrome(
    /'Access-Control-Allow-Origin' header in the response must not be the wildcard '\*'/i,
    'WildcardOriginNotAllowed',
  ),
  chrome(
    /wildcard '\*' cannot be used in the 'Access-Control- ?Allow-Origin' header when the credentials flag is true/i,
    'WildcardOriginNotAllowed',
  ),
  chrome(/No 'Access-Control-Allow-Origin' header is present/i, 'MissingAllowOriginHeader'),
  chrome(
    /'Access-Control-Allow-Origin' header contains multiple values '(?<value>[^']{0,500})'/i,
    'MultipleAllowOriginValues',
  ),
  chrome(
    /'Access-Control-Allow-Origin' header contains the invalid value '(?<value>[^']{0,500})'/i,
    'InvalidAllowOriginValue',
  ),
  chrome(
    /'Access-Control-Allow-Origin' header has a value '(?<value>[^']{0,500})' that is not equal to the supplied origin/i,
    'AllowOriginMismatch',
  ),
  chrome(
    /'Access-Control-Allow-Credentials' header in the response is '(?<value>[^']{0,200})' which must be 'true'/i,
    'InvalidAllowCredentials',
  ),
  chrome(
    /'Access-Control-Allow-Credentials' header is '(?<value>[^']{0,200})'\. It must be 'true' to allow credentials/i,
    'InvalidAllowCredentials',
  ),
  chrome(/It does not have HTTP ok status/i, 'PreflightInvalidStatus'),
  chrome(/Response for preflight has invalid HTTP status code (?<status>\d{3})/i, 'PreflightInvalidStatus'),
  chrome(
    /Redirect is not allowed for a preflight request|Response for preflight is invalid \(redirect\)/i,
    'PreflightDisallowedRedirect',
  ),
  chrome(
    /which is disallowed for cross-origin requests that require preflight/i,
    'PreflightDisallowedRedirect',
  ),
  chrome(
    /Cannot parse Access-Control-Allow-Methods response header field/i,
    'InvalidAllowMethodsPreflightResponse',
  ),
  chrome(
    /Cannot parse Access-Control-Allow-Headers response header field/i,
    'InvalidAllowHeadersPreflightResponse',
  ),
  chrome(
    /Method (?<method>[\w-]{1,40}) is not allowed by Access-Control-Allow-Methods in preflight response/i,
    'MethodDisallowedByPreflightResponse',
  ),
  chrome(
    /Request header field (?<header>[\w-]{1,100}) is not allowed by Access-Control-Allow-Headers in preflight response/i,
    'HeaderDisallowedByPreflightResponse',
  ),
  chrome(/Cross origin requests are only supported for (?:protocol schemes|HTTP)/i, 'CorsDisabledScheme'),
  chrome(/Cross origin requests are not allowed by request mode/i, 'DisallowedByMode'),
  chrome(/Redirect location '[^']{0,500}' contains a username and password/i, 'RedirectContainsCredentials'),
  chrome(
    /request client is not a secure context and the resource is in more-private address space|Permission was denied for this request to access the|'Access-Control-Allow-Private-Network' header/i,
    'LocalNetworkAccess',
  ),
]

const others: Message[] = [
  chrome(
    /Mixed Content: The page at '(?<page>[^']{0,500})' was loaded over (?:HTTPS|a secure connection), but requested an insecure [\w ]{0,60}'(?<url>[^']{0,500})'\. This request has been blocked/i,
    'MixedContent',
  ),
  chrome(/ERR_BLOCKED_BY_RESPONSE\.NotSameOrigin\w*/, 'CorpNotSameOrigin'),
  chrome(/ERR_BLOCKED_BY_RESPONSE\.NotSameSite/, 'CorpNotSameSite'),
  chrome(
    /net::ERR_(?:CONNECTION_\w+|NAME_NOT_RESOLVED|TIMED_OUT|INTERNET_DISCONNECTED|CERT_\w+|SSL_\w+|EMPTY_RESPONSE|BLOCKED_BY_CLIENT|ADDRESS_\w+)/,
    'NoAnswer',
  ),
]

/** The texts of DevTools for cookies that were not stored or not sent, and the console's warnings of the years in which that began. */
const cookies: Message[] = [
  chrome(/had the 'SameSite=Strict' attribute (?:but|and)/i, 'SameSiteStrict'),
  chrome(/had the 'SameSite=Lax' attribute (?:but|and)/i, 'SameSiteLax'),
  chrome(
    /didn't specify a 'SameSite' attribute (?:when it was stored )?and was defaulted to 'SameSite=Lax|set without the 'SameSite' attribute|specifying its SameSite attribute/i,
    'SameSiteUnspecifiedTreatedAsLax',
  ),
  chrome(
    /had the 'SameSite=None' attribute but did not have the 'Secure' attribute|set with 'SameSite=None' but without 'Secure'/i,
    'SameSiteNoneInsecure',
  ),
  chrome(
    /had the 'Secure' attribute (?:but was not received over|and the connection was not)/i,
    'SecureOnly',
  ),
  chrome(/Domain attribute was invalid with regards to the current host/i, 'InvalidDomain'),
  chrome(/used the '__Secure-' or '__Host-' prefix/i, 'InvalidPrefix'),
  chrome(/would have overwritten a cookie with the 'Secure' attribute/i, 'OverwriteSecure'),
  chrome(
    /combined size of the name and value must be less than or equal to 4096/i,
    'NameValuePairExceedsMaxSize',
  ),
  chrome(/path was not an exact match for or a superdirectory of the request url's path/i, 'NotOnPath'),
  chrome(
    /blocked (?:due to|because of) user preferences|Third-party cookie (?:will be|is) blocked|Third-party cookies are blocked/i,
    'UserPreferences',
  ),
]

export const CHROME: readonly Message[] = [...cors, ...others, ...cookies]
