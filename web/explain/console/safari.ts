import type { Cause } from '../sighting.ts'
import { type Message, message } from './message.ts'

const safari = (pattern: RegExp, ...causes: [Cause, ...Cause[]]) => message('Safari', pattern, ...causes)

/**
 * WebKit's CORS errors, of `Source/WebCore/loader/CrossOriginAccessControl.cpp` and `CrossOriginPreflightResultCache.cpp`; Chrome
 * had several of them before it left WebKit. They never say of which answer they speak, and one of them has three causes.
 */
export const SAFARI: readonly Message[] = [
  safari(
    /Origin '?(?<origin>[^\s']{1,300})'? is not allowed by Access-Control-Allow-Origin/i,
    'MissingAllowOriginHeader',
    'AllowOriginMismatch',
    'InvalidAllowOriginValue',
    'PreflightMissingAllowOriginHeader',
    'PreflightAllowOriginMismatch',
    'PreflightInvalidAllowOriginValue',
  ),
  safari(
    /Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true/i,
    'WildcardOriginNotAllowed',
    'PreflightWildcardOriginNotAllowed',
  ),
  safari(
    /Access-Control-Allow-Origin cannot contain more than one origin/i,
    'MultipleAllowOriginValues',
    'PreflightMultipleAllowOriginValues',
  ),
  safari(
    /Credentials flag is true, but Access-Control-Allow-Credentials is not 'true'/i,
    'InvalidAllowCredentials',
    'PreflightInvalidAllowCredentials',
  ),
  safari(/Preflight response is not successful/i, 'PreflightInvalidStatus'),
  safari(
    /Method (?<method>[\w-]{1,40}) is not allowed by Access-Control-Allow-Methods(?! in preflight)/i,
    'MethodDisallowedByPreflightResponse',
  ),
  safari(
    /Request header field (?<header>[\w-]{1,100}) is not allowed by Access-Control-Allow-Headers(?! in preflight)/i,
    'HeaderDisallowedByPreflightResponse',
  ),
  safari(/redirection URL \S{1,500} has credentials/i, 'RedirectContainsCredentials'),
  safari(/Cross origin requests are only supported for HTTP/i, 'CorsDisabledScheme'),
  safari(
    /page at (?<page>\S{1,500}) was not allowed to (?:display|run) insecure content from (?<url>\S{1,500})/i,
    'MixedContent',
  ),
  safari(/cannot load (?<url>\S{1,500}) due to access control checks/i, 'Unnamed'),
]
