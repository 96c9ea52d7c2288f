/**
 * The vocabulary of reasons. Where Chromium's DevTools Protocol has a word (`Network.CorsError`,
 * `Network.SetCookieBlockedReason`, `Network.CookieBlockedReason`) it is that word; the others are the project's own.
 */

export const BLOCKED_REASONS = [
  'DisallowedByMode',
  'CorsDisabledScheme',
  'WildcardOriginNotAllowed',
  'MissingAllowOriginHeader',
  'MultipleAllowOriginValues',
  'InvalidAllowOriginValue',
  'AllowOriginMismatch',
  'InvalidAllowCredentials',
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
  'PreflightWildcardOriginNotAllowed',
  'PreflightMissingAllowOriginHeader',
  'PreflightMultipleAllowOriginValues',
  'PreflightInvalidAllowOriginValue',
  'PreflightAllowOriginMismatch',
  'PreflightInvalidAllowCredentials',
  'InvalidAllowMethodsPreflightResponse',
  'InvalidAllowHeadersPreflightResponse',
  'MethodDisallowedByPreflightResponse',
  'HeaderDisallowedByPreflightResponse',
  'RedirectContainsCredentials',
  'NoCorsRedirectModeNotFollow',
  // Not CORS errors, and so not in the protocol's list.
  'MixedContent',
  'ForbiddenMethod',
  'InvalidHeader',
  'BodyNotAllowed',
  'UrlContainsCredentials',
  'BadPort',
  'InvalidRedirect',
  'RedirectNotAllowed',
  'TooManyRedirects',
  'CorpNotSameOrigin',
  'CorpNotSameSite',
] as const
export type BlockedReason = (typeof BLOCKED_REASONS)[number]

export const SET_COOKIE_REASONS = [
  'SecureOnly',
  'SameSiteStrict',
  'SameSiteLax',
  'SameSiteUnspecifiedTreatedAsLax',
  'SameSiteNoneInsecure',
  'UserPreferences',
  'InvalidDomain',
  'InvalidPrefix',
  'OverwriteSecure',
  'NameValuePairExceedsMaxSize',
  'DisallowedCharacter',
  'NoCookieContent',
  'UnknownError',
  'CredentialsMode',
] as const
export type SetCookieReason = (typeof SET_COOKIE_REASONS)[number]

export const WITHHELD_REASONS = [
  'SecureOnly',
  'NotOnPath',
  'SameSiteStrict',
  'SameSiteLax',
  'SameSiteUnspecifiedTreatedAsLax',
  'SameSiteNoneInsecure',
  'UserPreferences',
  'CredentialsMode',
] as const
export type WithheldReason = (typeof WITHHELD_REASONS)[number]

export const REASONS = new Set<string>([...BLOCKED_REASONS, ...SET_COOKIE_REASONS, ...WITHHELD_REASONS])

export type Reason = BlockedReason | SetCookieReason | WithheldReason

export const isBlocking = (reason: Reason): reason is BlockedReason =>
  BLOCKED_REASONS.some((one) => one === reason)
