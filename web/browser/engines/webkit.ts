import type { Deviation } from './deviation.ts'

/** WebKitGTK's cookies are those of its network library, here the version that its distribution ships. */
const LIBSOUP = 'https://gitlab.gnome.org/GNOME/libsoup/-/blob/3.2.3/libsoup/cookies'
const WEBKIT = 'https://github.com/WebKit/WebKit/blob/main/Source/WebCore'
const COMPATIBILITY =
  'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#browser_compatibility'

const webkitgtk = ['webkitgtk'] as const
const safari = ['safari'] as const
const seenIn = 'WebKitGTK 2.50 with libsoup 3.2.3'

/** What both ports share: the loader, and the defaults of cookies. */
const SHARED: readonly Deviation[] = [
  {
    engines: webkitgtk,
    sets: { schemefulSameSite: false },
    what: 'Sites are compared without their schemes.',
    source: COMPATIBILITY,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { defaultSameSite: 'None' },
    what: 'A cookie that names no SameSite counts as None.',
    source: COMPATIBILITY,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { loopbackIsSecure: false },
    what: 'Over plain http a Secure cookie is neither stored nor sent, on localhost neither.',
    source: 'https://bugs.webkit.org/show_bug.cgi?id=281149#c0',
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { noneRequiresSecure: false },
    what: 'SameSite=None is accepted without Secure.',
    source: COMPATIBILITY,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { loopbackIsTrustworthy: false, imagesAreUpgraded: false },
    what: 'For an https page http to localhost is mixed content: fetches are blocked, images are let through.',
    source: 'https://bugs.webkit.org/show_bug.cgi?id=171934#c0',
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { redirectedPreflightsMayBeMixed: true },
    what: 'After a redirect to http the preflight goes out, and only then the request is blocked as mixed content.',
    source: `${WEBKIT}/loader/DocumentThreadableLoader.cpp#:~:text=redirectReceived`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { downgradeHidesOrigin: 'never' },
    what: 'A POST from https to http tells the origin.',
    source: `${WEBKIT}/loader/FrameLoader.cpp#:~:text=addHTTPOriginIfNeeded`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { wildcardCoversAuthorization: true, wildcardCoversAuthorizationInCache: true },
    what: 'An answer without credentials that allows any header (*) allows Authorization too.',
    source: `${WEBKIT}/loader/CrossOriginPreflightResultCache.cpp#:~:text=allowsRequest`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { strippedAuthorization: 'is asked for' },
    what: 'A redirect to another origin takes Authorization away, but only after a preflight that asks for it.',
    source: `${WEBKIT}/loader/DocumentThreadableLoader.cpp#:~:text=redirectReceived`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { resourcePolicySiteBy: 'domain of the page' },
    what: 'For Cross-Origin-Resource-Policy a host under localhost is on the site of a page at localhost.',
    source: `${WEBKIT}/loader/CrossOriginAccessControl.cpp#:~:text=shouldCrossOriginResourcePolicyCancelLoad`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { maxAgeLimit: 600, negativeMaxAge: true },
    what: 'Preflight answers are kept for ten minutes at most, and not at all where Max-Age is negative.',
    source: `${WEBKIT}/loader/CrossOriginPreflightResultCache.cpp#:~:text=allowsRequest`,
    seenIn,
    evidence: 'read',
  },
  {
    engines: webkitgtk,
    sets: {
      preflightCacheHoldsOneAnswer: true,
      preflightCacheWildcards: 'for requests without credentials',
      preflightCacheKeepsRefusals: true,
      preflightCacheClearedByFailure: false,
    },
    what: 'The preflight cache keeps one answer for each origin and URL, even one that does not allow what was asked, drops it once it does not suffice, and keeps it when a response fails.',
    source: `${WEBKIT}/loader/CrossOriginPreflightResultCache.cpp#:~:text=allowsRequest`,
    seenIn,
    evidence: 'observed',
  },
]

const GTK: readonly Deviation[] = [
  {
    engines: webkitgtk,
    sets: { thirdPartyCookies: 'block', thirdPartyBy: 'cookie domain', blockingWithholds: false },
    what: "A cookie is a third party's if its domain is neither the page's host nor a parent of it; such a one is not stored, but one stored earlier is sent.",
    source: `${LIBSOUP}/soup-cookie-jar.c#L515`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { sameSiteGuardsStoring: false },
    what: 'Cross-site requests may set SameSite cookies.',
    source: `${LIBSOUP}/soup-cookie-jar.c#L595`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { secureIsGuardedFrom: 'overwriting' },
    what: 'An insecure cookie may overlay a Secure one, only not overwrite it.',
    source: `${LIBSOUP}/soup-cookie-jar.c#L629`,
    seenIn,
    evidence: 'read',
  },
  {
    engines: webkitgtk,
    sets: { prefixes: [] },
    what: 'The prefixes __Secure- and __Host- mean nothing.',
    source: `${LIBSOUP}/soup-cookie-jar.c#L595`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { domainIsTakenLiterally: true, dotIsNoDomain: true, addressDomainIsHostOnly: true },
    what: 'Domain needs a dot inside, and must have the case of the host where it is a parent of it; an IP address makes a host-only cookie.',
    source: `${LIBSOUP}/soup-cookie.c#L254`,
    seenIn,
    evidence: 'read',
  },
  {
    engines: webkitgtk,
    sets: { cookieSizeIsLimited: false },
    what: 'Neither a cookie nor an attribute is ignored for its length (libsoup limits cookies from 3.6.5 on).',
    source: `${LIBSOUP}/soup-cookie.c#L189`,
    seenIn,
    evidence: 'observed',
  },
  {
    engines: webkitgtk,
    sets: { lifetimeBy: 'the later attribute', maxAgeBy: 'strtol' },
    what: 'Of Max-Age and Expires the later one in the line counts; Max-Age= without a number is 0, and a plus is taken.',
    source: `${LIBSOUP}/soup-cookie.c#L213`,
    seenIn,
    evidence: 'read',
  },
  {
    engines: webkitgtk,
    sets: { cookieOrder: 'domain, then creation' },
    what: 'Among equally long paths, cookies with Domain come before host-only ones, and those of parent domains last.',
    source: `${LIBSOUP}/soup-cookie-jar.c#L368`,
    seenIn,
    evidence: 'observed',
  },
]

const SAFARI: readonly Deviation[] = [
  {
    engines: safari,
    sets: { thirdPartyCookies: 'block' },
    what: 'Third-party cookies are neither stored nor sent.',
    source:
      'https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/#full-third-party-cookie-blocking',
    seenIn: 'Safari 13.1',
    evidence: 'documented',
  },
]

/** Safari cannot be run here: what its port shares was seen in WebKitGTK only, and is documented for Safari. */
const SHARED_WITH_SAFARI = SHARED.map(
  (deviation): Deviation => ({
    ...deviation,
    engines: safari,
    seenIn: `Safari 26, not run: ${seenIn}`,
    evidence: 'documented',
  }),
)

export const WEBKIT_PORTS: readonly Deviation[] = [...SHARED, ...GTK, ...SHARED_WITH_SAFARI, ...SAFARI]
