import type { ThirdPartyPolicy } from '../scenario.ts'

/** A name that begins with another comes before it. */
export type CookiePrefix = '__Host-Http-' | '__Http-' | '__Host-' | '__Secure-'

/**
 * Every point at which an engine may part from the standards, as a value that a rule consults.
 * `SPEC` is what the standards say; an engine is `SPEC` with the deviations of its table laid over it.
 */
export interface Behaviour {
  /** What happens to cookies of third parties where the scenario does not say. */
  thirdPartyCookies: ThirdPartyPolicy
  /** What counts as a third party's cookie: one of a cross-site request, or one for a domain that is not the page's. */
  thirdPartyBy: 'request' | 'cookie domain'
  /** Blocking third-party cookies also keeps those already stored from being sent. */
  blockingWithholds: boolean

  /** Sites are compared with their schemes. */
  schemefulSameSite: boolean
  /** Enforcement of a cookie that names no SameSite. */
  defaultSameSite: 'Lax' | 'None'
  /** Cross-site requests may not set SameSite cookies. */
  sameSiteGuardsStoring: boolean
  /** Seconds after its creation in which a cookie without SameSite also goes with unsafe top-level requests. */
  laxAllowingUnsafe: number
  /** After a redirect through another site cookies are sent as across sites. */
  redirectChainCounts: boolean

  /** A connection to a loopback host counts as secure over plain http. */
  loopbackIsSecure: boolean
  /** The name prefixes that are known. */
  prefixes: readonly CookiePrefix[]
  /** What __Host- asks of the path: a Path attribute that comes to "/", the literal `Path=/`, or any path "/". */
  hostPrefixPath: 'attribute' | 'literal' | 'effective'
  /** Whether __Host- refuses a Domain attribute, or only what it makes of the cookie. */
  hostPrefixDomain: 'attribute' | 'effective'
  /** Domain with the request's own IP address makes a host-only cookie. */
  addressDomainIsHostOnly: boolean
  /** A Domain of nothing but a dot refuses the cookie; else it counts as empty. */
  dotIsNoDomain: boolean
  /** Domain must have a dot inside, and its letters the case of the host's where it is a parent of it. */
  domainIsTakenLiterally: boolean
  /** SameSite=None is refused without Secure. */
  noneRequiresSecure: boolean
  /** A cookie marked Partitioned is keyed by the top-level site. */
  partitioned: boolean
  /** A cookie marked Partitioned is refused without Secure. */
  partitionedRequiresSecure: boolean
  /** First and third parties under one top-level site have partitions of their own. */
  partitionKeyHasAncestry: boolean
  /** Which cookies an insecure one must not overlay: Secure ones of matching domain and path, or only its very self. */
  secureIsGuardedFrom: 'overlaying' | 'overwriting'
  /** A cookie that overwrites another keeps its place in the Cookie header. */
  overwritingKeepsCreation: 'always' | 'with the same value'
  /** What orders cookies of equally long paths in the Cookie header. */
  cookieOrder: 'creation' | 'domain, then creation'
  /** Cookies of more than 4,096 octets, and attributes of more than 1,024, are ignored. */
  cookieSizeIsLimited: boolean
  /** A tab inside a cookie's name or value refuses it. */
  tabIsDisallowed: boolean
  /** Which values Max-Age takes: digits with an optional minus, or what C's strtol reads, nothing being 0. */
  maxAgeBy: 'digits' | 'strtol'
  /** Max-Age prevails over Expires, or whichever of them comes later in the line. */
  lifetimeBy: 'max-age' | 'the later attribute'

  /** What headers that a redirect took away, Authorization or those of a body, still do to the next preflight. */
  strippedAuthorization: 'nothing' | 'causes the preflight' | 'is asked for'
  /** Request headers that are safelisted beside the standard's, each with the values that are. */
  alsoSafelistedHeaders: ReadonlyMap<string, RegExp>
  /** `*` in Access-Control-Allow-Headers covers Authorization too. */
  wildcardCoversAuthorization: boolean
  /** And when the cached answer is looked up. */
  wildcardCoversAuthorizationInCache: boolean
  /** Seconds beyond which a preflight's Max-Age is cut. */
  maxAgeLimit: number
  /** Seconds that an unreadable Max-Age stands for. */
  unreadableMaxAge: number
  /** A negative Max-Age is read, and as nothing to be cached. */
  negativeMaxAge: boolean
  /** The cache holds one answer for each origin and URL: a new one replaces it, a use that it does not cover drops it. */
  preflightCacheHoldsOneAnswer: boolean
  /** Answers with and without credentials are kept apart. */
  preflightCacheCredentialsApart: boolean
  /** When a cached `*` covers a method or header. */
  preflightCacheWildcards:
    | 'always'
    | 'of answers without credentials'
    | 'for requests without credentials'
    | 'never'
  /** A preflight's answer is cached even where it does not allow the method or the headers at hand. */
  preflightCacheKeepsRefusals: boolean
  /** A response that fails its checks empties the cache for its URL. */
  preflightCacheClearedByFailure: boolean
  /** HEAD has to be listed to be found in the cache. */
  preflightCacheListsHead: boolean
  /** In whose name a preflight is made, judged and remembered: the request's, null once redirects have tainted it, or the page's. */
  preflightOrigin: 'of the request' | 'of the page'
  /** Names for a redirected preflight. */
  preflightRedirectReason: 'PreflightInvalidStatus' | 'PreflightDisallowedRedirect'

  /** What Cross-Origin-Resource-Policy takes for the same site: equal sites, or a host within the page's, a public suffix too. */
  resourcePolicySiteBy: 'site' | 'domain of the page'
  /** http to a loopback host is no mixed content. */
  loopbackIsTrustworthy: boolean
  /** After a redirect, the preflight of what is mixed content goes out; the request itself does not. */
  redirectedPreflightsMayBeMixed: boolean
  /** Which POSTs from https to http hide the page's origin, CORS requests apart. */
  downgradeHidesOrigin: 'always' | 'in navigations' | 'never'
  /** http images of an https page are fetched over https; else as they are. */
  imagesAreUpgraded: boolean
}

export const SPEC: Behaviour = {
  thirdPartyCookies: 'allow',
  thirdPartyBy: 'request',
  blockingWithholds: true,
  schemefulSameSite: true,
  defaultSameSite: 'Lax',
  sameSiteGuardsStoring: true,
  laxAllowingUnsafe: 0,
  redirectChainCounts: false,
  loopbackIsSecure: true,
  prefixes: ['__Host-', '__Secure-'],
  hostPrefixPath: 'attribute',
  hostPrefixDomain: 'effective',
  addressDomainIsHostOnly: false,
  dotIsNoDomain: false,
  domainIsTakenLiterally: false,
  noneRequiresSecure: true,
  partitioned: false,
  partitionedRequiresSecure: false,
  partitionKeyHasAncestry: false,
  secureIsGuardedFrom: 'overlaying',
  overwritingKeepsCreation: 'always',
  cookieOrder: 'creation',
  cookieSizeIsLimited: true,
  tabIsDisallowed: false,
  maxAgeBy: 'digits',
  lifetimeBy: 'max-age',
  strippedAuthorization: 'nothing',
  alsoSafelistedHeaders: new Map(),
  wildcardCoversAuthorization: false,
  wildcardCoversAuthorizationInCache: false,
  maxAgeLimit: Number.POSITIVE_INFINITY,
  unreadableMaxAge: 5,
  negativeMaxAge: false,
  preflightCacheHoldsOneAnswer: false,
  preflightCacheCredentialsApart: false,
  preflightCacheWildcards: 'always',
  preflightCacheKeepsRefusals: false,
  preflightCacheClearedByFailure: true,
  preflightCacheListsHead: false,
  preflightOrigin: 'of the request',
  preflightRedirectReason: 'PreflightInvalidStatus',
  resourcePolicySiteBy: 'site',
  loopbackIsTrustworthy: true,
  redirectedPreflightsMayBeMixed: false,
  downgradeHidesOrigin: 'always',
  imagesAreUpgraded: true,
}
