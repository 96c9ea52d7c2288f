import type { Deviation } from './deviation.ts'

const SOURCE = 'https://searchfox.org/firefox-main/source'
const engines = ['firefox'] as const
const seenIn = 'Firefox ESR 153'

export const FIREFOX: readonly Deviation[] = [
  {
    engines,
    sets: { thirdPartyCookies: 'partition' },
    what: 'State partitioning: every third-party cookie is kept under the top-level site.',
    source:
      'https://developer.mozilla.org/en-US/docs/Web/Privacy/Guides/State_Partitioning#dynamic_partitioning',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { defaultSameSite: 'None' },
    what: 'A cookie that names no SameSite counts as None (network.cookie.sameSite.laxByDefault is off).',
    source:
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#browser_compatibility',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { schemefulSameSite: false },
    what: 'Sites are compared without their schemes (network.cookie.sameSite.schemeful is off).',
    source:
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#browser_compatibility',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { redirectChainCounts: true },
    what: 'After a redirect through another site SameSite cookies are not sent.',
    source: `${SOURCE}/netwerk/cookie/CookieCommons.cpp#:~:text=IsSameSiteForeign`,
    seenIn: 'Firefox 141',
    evidence: 'read',
  },
  {
    engines,
    sets: { partitioned: true, partitionedRequiresSecure: true },
    what: 'CHIPS: a cookie marked Partitioned is kept under the top-level site, and refused without Secure.',
    source:
      'https://developer.mozilla.org/en-US/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies#how_does_chips_work',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { strippedAuthorization: 'causes the preflight' },
    what: 'A redirect to another origin takes Authorization away, but a preflight is made for it all the same; it does not ask for it.',
    source: `${SOURCE}/modules/libpref/init/StaticPrefList.yaml#:~:text=network.fetch.redirect.stripAuthHeader`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { preflightOrigin: 'of the page' },
    what: "A preflight after redirects is made in the page's own name and has to allow it; the request itself has the origin null.",
    source: `${SOURCE}/netwerk/protocol/http/nsCORSListenerProxy.cpp#:~:text=StartCORSPreflight`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { prefixes: ['__Host-', '__Http-', '__Secure-'] },
    what: 'Knows the prefix __Http- too; takes __Host-Http- for __Host-.',
    source: `${SOURCE}/netwerk/cookie/CookiePrefixes.cpp#:~:text=gCookiePrefixes`,
    seenIn: 'Firefox 143',
    evidence: 'read',
  },
  {
    engines,
    sets: { hostPrefixPath: 'effective' },
    what: 'For __Host- a default path of "/" does, without a Path attribute.',
    source: `${SOURCE}/netwerk/cookie/CookiePrefixes.cpp#:~:text=gCookiePrefixes`,
    seenIn: 'Firefox 143',
    evidence: 'read',
  },
  {
    engines,
    sets: { dotIsNoDomain: true },
    what: 'A Domain of nothing but a dot refuses the cookie.',
    source: `${SOURCE}/netwerk/cookie/CookieValidation.cpp#:~:text=CheckDomain`,
    seenIn: 'Firefox 143',
    evidence: 'read',
  },
  {
    engines,
    sets: { addressDomainIsHostOnly: true },
    what: "Domain with the request's own IP address makes a host-only cookie.",
    source: `${SOURCE}/netwerk/cookie/CookieParser.cpp#:~:text=FixDomain`,
    seenIn: 'Firefox 143',
    evidence: 'read',
  },
  {
    engines,
    sets: { wildcardCoversAuthorization: true },
    what: 'A preflight without credentials that allows any header (*) allows Authorization too, with a deprecation warning.',
    source:
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Headers#browser_compatibility',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { maxAgeLimit: 86_400 },
    what: 'Preflight answers are kept for a day at most.',
    source:
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age#delta-seconds',
    seenIn: 'Firefox 1',
    evidence: 'documented',
  },
  {
    engines,
    sets: { unreadableMaxAge: 0 },
    what: 'An Access-Control-Max-Age that is no number keeps nothing.',
    source: `${SOURCE}/netwerk/protocol/http/nsCORSListenerProxy.cpp#:~:text=AddResultToCache`,
    seenIn: 'Firefox 143',
    evidence: 'read',
  },
  {
    engines,
    sets: {
      preflightCacheCredentialsApart: true,
      preflightCacheWildcards: 'never',
      preflightCacheListsHead: true,
    },
    what: 'The preflight cache keeps answers with and without credentials apart, takes a cached * for a name, and asks that HEAD be listed.',
    source: `${SOURCE}/netwerk/protocol/http/nsCORSListenerProxy.cpp#:~:text=CheckRequest`,
    seenIn: 'Firefox 143',
    evidence: 'read',
  },
]
