import type { Engine } from '../scenario.ts'
import type { Behaviour } from './behaviour.ts'

/** A difference of engines from the standards, with its evidence. */
export interface Deviation {
  engines: readonly Engine[]
  /** The values it lays over the standards' own. */
  sets: Partial<Behaviour>
  /** What the engine does instead, as a sentence. */
  what: string
  /** The engine's own documentation or source, with a fragment or line. */
  source: string
  /** Version it was seen in. */
  seenIn: string
  /** `observed` in a browser that was run; `documented` where none could be. */
  evidence: 'observed' | 'documented'
}

export const DEVIATIONS: readonly Deviation[] = [
  {
    engines: ['chromium'],
    sets: {
      laxAllowingUnsafe: 120,
      partitioned: true,
      partitionedRequiresSecure: true,
      hostPrefixPath: 'literal',
      httpPrefixes: true,
      addressDomainIsHostOnly: true,
      overwritingKeepsCreation: 'with the same value',
      downgradeHidesOrigin: 'in navigations',
      wildcardCoversAuthorization: true,
      maxAgeLimit: 7200,
      negativeMaxAge: true,
      preflightCacheHoldsOneAnswer: true,
      preflightCacheWildcards: 'of answers without credentials',
      preflightCacheClearedByFailure: false,
      preflightRedirectReason: 'PreflightDisallowedRedirect',
    },
    what: '',
    source: '',
    seenIn: '156',
    evidence: 'observed',
  },
  {
    engines: ['firefox'],
    sets: {
      thirdPartyCookies: 'partition',
      schemefulSameSite: false,
      defaultSameSite: 'None',
      partitioned: true,
      partitionedRequiresSecure: true,
      partitionKeyHasPort: true,
      hostPrefixPath: 'effective',
      httpPrefixes: true,
      addressDomainIsHostOnly: true,
      wildcardCoversAuthorization: true,
      maxAgeLimit: 86400,
      unreadableMaxAge: 0,
      preflightCacheCredentialsApart: true,
      preflightCacheWildcards: 'never',
      preflightCacheListsHead: true,
      redirectChainCounts: true,
    },
    what: '',
    source: '',
    seenIn: '153',
    evidence: 'observed',
  },
  {
    engines: ['webkitgtk'],
    sets: {
      thirdPartyCookies: 'block',
      thirdPartyBy: 'cookie domain',
      blockingWithholds: false,
      schemefulSameSite: false,
      defaultSameSite: 'None',
      sameSiteGuardsStoring: false,
      loopbackIsSecure: false,
      prefixes: false,
      noneRequiresSecure: false,
      cookieOrder: 'domain, then creation',
      lifetimeBy: 'the later attribute',
      domainIsTakenLiterally: true,
      addressDomainIsHostOnly: true,
      wildcardCoversAuthorization: true,
      wildcardCoversAuthorizationInCache: true,
      maxAgeLimit: 600,
      negativeMaxAge: true,
      preflightCacheHoldsOneAnswer: true,
      preflightCacheWildcards: 'for requests without credentials',
      preflightCacheClearedByFailure: false,
      loopbackIsTrustworthy: false,
      downgradeHidesOrigin: 'never',
      imagesAreUpgraded: false,
    },
    what: '',
    source: '',
    seenIn: '2.50',
    evidence: 'observed',
  },
]
