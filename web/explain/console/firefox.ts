import type { Cause } from '../sighting.ts'
import { type Message, message } from './message.ts'

const firefox = (pattern: RegExp, ...causes: [Cause, ...Cause[]]) => message('Firefox', pattern, ...causes)

/** A word that MDN's page about the error has in its address, which Firefox links in every language. */
const either = (code: string, words: string) => new RegExp(`${words}|/Errors/${code}\\b`, 'i')

/** Firefox's CORS errors, of `dom/locales/en-US/chrome/security/security.properties`, and older wordings. It never says of which answer it speaks. */
const cors: Message[] = [
  firefox(
    either('CORSMissingAllowOrigin', "CORS header 'Access-Control-Allow-Origin' missing"),
    'MissingAllowOriginHeader',
    'PreflightMissingAllowOriginHeader',
  ),
  firefox(
    either(
      'CORSMultipleAllowOriginNotAllowed',
      "Multiple CORS header 'Access-Control-Allow-Origin' not allowed",
    ),
    'MultipleAllowOriginValues',
    'PreflightMultipleAllowOriginValues',
  ),
  firefox(
    either(
      'CORSNotSupportingCredentials',
      "Credential is not supported if the CORS header 'Access-Control-Allow-Origin' is '\\*'|'Access-Control-Allow-Origin' does not match '\\*'",
    ),
    'WildcardOriginNotAllowed',
    'PreflightWildcardOriginNotAllowed',
  ),
  firefox(
    either(
      'CORSAllowOriginNotMatchingOrigin',
      "'Access-Control-Allow-Origin' does not match '(?!\\*')(?<value>[^']{0,500})'",
    ),
    'AllowOriginMismatch',
    'PreflightAllowOriginMismatch',
  ),
  firefox(
    either(
      'CORSMissingAllowCredentials',
      "expected 'true' in CORS header 'Access-Control-Allow-Credentials'",
    ),
    'InvalidAllowCredentials',
    'PreflightInvalidAllowCredentials',
  ),
  firefox(
    either('CORSPreflightDidNotSucceed', 'CORS preflight (?:response|channel) did not succeed'),
    'PreflightInvalidStatus',
  ),
  firefox(
    either('CORSMethodNotFound', "Did not find method in CORS header 'Access-Control-Allow-Methods'"),
    'MethodDisallowedByPreflightResponse',
  ),
  firefox(
    either(
      'CORSMissingAllowHeaderFromPreflight',
      "header '(?<header>[\\w-]{1,100})' is not allowed according to header 'Access-Control-Allow-Headers'",
    ),
    'HeaderDisallowedByPreflightResponse',
  ),
  firefox(
    /missing token '(?<header>[\w-]{1,100})' in CORS header 'Access-Control-Allow-Headers'/i,
    'HeaderDisallowedByPreflightResponse',
  ),
  firefox(
    either(
      'CORSInvalidAllowMethod',
      "invalid token '[^']{0,200}' in CORS header 'Access-Control-Allow-Methods'",
    ),
    'InvalidAllowMethodsPreflightResponse',
  ),
  firefox(
    either(
      'CORSInvalidAllowHeader',
      "invalid token '[^']{0,200}' in CORS header 'Access-Control-Allow-Headers'",
    ),
    'InvalidAllowHeadersPreflightResponse',
  ),
  firefox(either('CORSRequestNotHttp', 'CORS request not http'), 'CorsDisabledScheme'),
  firefox(either('CORSDidNotSucceed', 'CORS request did not succeed'), 'NoAnswer'),
  firefox(
    /Reason: CORS (?:disabled|header 'Origin' cannot be added|request external redirect not allowed)|This can be fixed by moving the resource to the same domain/i,
    'Unnamed',
  ),
]

const others: Message[] = [
  firefox(/Blocked loading mixed (?:active|display) content '(?<url>[^']{0,500})'/i, 'MixedContent'),
  firefox(
    /resource at '(?<url>[^']{0,500})' was blocked due to its Cross-Origin-Resource-Policy header/i,
    'CorpNotSameOrigin',
    'CorpNotSameSite',
  ),
]

const COOKIE = "Cookie '(?<cookie>[^']{0,200})' (?:has been|will be|will|is)? ?(?:soon )?(?:be )?"
const cookie = (words: string, ...causes: [Cause, ...Cause[]]) =>
  firefox(new RegExp(COOKIE + words, 'i'), ...causes)

/** Of `netwerk/locales/en-US/necko.properties`. */
const cookies: Message[] = [
  cookie(
    "rejected because it has the 'SameSite=None' attribute but is missing the 'secure' attribute",
    'SameSiteNoneInsecure',
  ),
  cookie(
    "rejected because it has the 'SameSite' attribute set to 'None'(?: or an invalid value)?,? without the 'secure'",
    'SameSiteNoneInsecure',
  ),
  cookie('rejected because it is in a cross-site context and its', 'SameSiteLax', 'SameSiteStrict'),
  firefox(
    /Cookie '(?<cookie>[^']{0,200})' (?:has 'SameSite' policy set to 'Lax' because it is missing|does not have a proper 'SameSite' attribute)/i,
    'SameSiteUnspecifiedTreatedAsLax',
  ),
  cookie('rejected (?:as third-party|because it is foreign|by user set permissions)', 'UserPreferences'),
  cookie("rejected because a non-HTTPS cookie can't be set as 'secure'", 'SecureOnly'),
  cookie("rejected because there is an existing 'secure' cookie", 'OverwriteSecure'),
  cookie("rejected because it has the 'Partitioned' attribute but is missing the 'secure'", 'UnknownError'),
  cookie('rejected for invalid domain', 'InvalidDomain'),
  cookie('rejected for invalid prefix', 'InvalidPrefix'),
  cookie('rejected for invalid characters', 'DisallowedCharacter'),
  cookie('invalid because its size is too big', 'NameValuePairExceedsMaxSize'),
  firefox(/Cookie with an empty name and an empty value has been rejected/i, 'NoCookieContent'),
]

export const FIREFOX: readonly Message[] = [...cors, ...others, ...cookies]
