import type { Deviation } from './deviation.ts'

const SOURCE = 'https://source.chromium.org/chromium/chromium/src/+/main'
const engines = ['chromium'] as const
const seenIn = 'Chromium 156'

const DECIMAL = /^\d+(\.\d*)?$/
const INTEGER = /^\d+$/

export const CHROMIUM: readonly Deviation[] = [
  {
    engines,
    sets: { tabIsDisallowed: true },
    what: 'A tab inside the name or the value refuses the cookie.',
    source: `${SOURCE}:net/cookies/parsed_cookie.cc#:~:text=IsValidCookieValue`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: {
      alsoSafelistedHeaders: new Map([
        ['available-dictionary', /^/],
        ['device-memory', DECIMAL],
        ['downlink', DECIMAL],
        ['dpr', DECIMAL],
        ['ect', /^(slow-2g|2g|3g|4g)$/],
        ['intervention', /^/],
        ['rtt', INTEGER],
        ['save-data', /^on$/i],
        ['user-agent', /^/],
        ['viewport-width', INTEGER],
        ['width', INTEGER],
      ]),
    },
    what: 'User-Agent, client hints and two headers of its own cause no preflight.',
    source: `${SOURCE}:services/network/public/cpp/cors/cors.cc#:~:text=IsCorsSafelistedHeader`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { laxAllowingUnsafe: 120 },
    what: 'Lax-allowing-unsafe: for two minutes a cookie that names no SameSite goes with top-level POSTs too.',
    source: 'https://www.chromium.org/updates/same-site/faq/#:~:text=Lax%20%2B%20POST',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { partitioned: true, partitionedRequiresSecure: true, partitionKeyHasAncestry: true },
    what: 'CHIPS: a cookie marked Partitioned is kept under the top-level site, first and third parties apart, and refused without Secure.',
    source:
      'https://developer.mozilla.org/en-US/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies#how_does_chips_work',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { prefixes: ['__Host-Http-', '__Http-', '__Host-', '__Secure-'] },
    what: 'Knows the prefixes __Http- and __Host-Http- too: they ask for HttpOnly besides.',
    source: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { hostPrefixPath: 'literal', hostPrefixDomain: 'attribute' },
    what: 'For __Host- the Path attribute itself must be "/", and no Domain may be named, were it the host itself.',
    source: `${SOURCE}:net/cookies/cookie_util.cc#:~:text=IsCookiePrefixValid`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { dotIsNoDomain: true },
    what: 'A Domain of nothing but a dot refuses the cookie.',
    source: `${SOURCE}:net/cookies/cookie_util.cc#:~:text=GetCookieDomainWithString`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { addressDomainIsHostOnly: true },
    what: "Domain with the request's own IP address makes a host-only cookie.",
    source: `${SOURCE}:net/cookies/cookie_util.cc#:~:text=GetCookieDomainWithString`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { overwritingKeepsCreation: 'with the same value' },
    what: 'A cookie that overwrites another keeps its place only if the value is the same.',
    source: `${SOURCE}:net/cookies/cookie_monster.cc#:~:text=creation_date_to_inherit`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { wildcardCoversAuthorization: true },
    what: 'A preflight without credentials that allows any header (*) allows Authorization too, with a deprecation warning.',
    source: 'https://chromestatus.com/feature/5742041264816128#details',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { maxAgeLimit: 7200 },
    what: 'Preflight answers are kept for two hours at most.',
    source:
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age#delta-seconds',
    seenIn: 'Chromium 76',
    evidence: 'documented',
  },
  {
    engines,
    sets: { negativeMaxAge: true },
    what: 'A negative Access-Control-Max-Age keeps nothing.',
    source: `${SOURCE}:services/network/public/cpp/cors/preflight_result.cc#:~:text=ParseAccessControlMaxAge`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: {
      preflightCacheHoldsOneAnswer: true,
      preflightCacheWildcards: 'of answers without credentials',
      preflightCacheClearedByFailure: false,
    },
    what: 'The preflight cache keeps one answer for each origin and URL, drops it once it does not suffice, and keeps it when a response fails.',
    source: `${SOURCE}:services/network/cors/preflight_cache.cc#:~:text=CheckIfRequestCanSkipPreflight`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { preflightRedirectReason: 'PreflightDisallowedRedirect' },
    what: 'A preflight answered with a redirect and a Location has a reason of its own.',
    source: 'https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-CorsError',
    seenIn,
    evidence: 'observed',
  },
  {
    engines,
    sets: { downgradeHidesOrigin: 'in navigations' },
    what: 'A no-cors POST from https to http tells the origin; only navigations hide it.',
    source: `${SOURCE}:services/network/url_loader.cc#:~:text=Origin`,
    seenIn,
    evidence: 'observed',
  },
]
