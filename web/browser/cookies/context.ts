import { isSafeMethod } from '../fetch/methods.ts'
import type { Request } from '../fetch/request.ts'
import { isLoopback, type Origin, sameSiteAs, siteHost } from '../origin.ts'
import type { UserAgent } from '../userAgent.ts'

/** All that the cookie rules ask about the request at hand. */
export interface CookieContext {
  url: URL
  host: string
  path: string
  /** A "secure" connection, RFC 6265bis section 5.7 step 13. */
  secure: boolean
  https: boolean
  /** RFC 6265bis section 5.2; for sending, redirects may count. */
  sameSite: boolean
  topLevelNavigation: boolean
  safeMethod: boolean
  /** A cross-site subresource: it may set no SameSite cookies, and the user agent's third-party policy applies. */
  thirdParty: boolean
  /** Where partitioned cookies of this request are kept. */
  partitionKey: string
}

export function cookieContext(agent: UserAgent, request: Request): CookieContext {
  const { url, origin } = request.current
  const topLevelNavigation = request.mode === 'navigate'
  const https = origin.scheme === 'https'
  const firstParty = isSameSiteRequest(agent, request)
  return {
    url,
    host: url.hostname,
    path: url.pathname,
    secure: https || (agent.behaviour.loopbackIsSecure && isLoopback(url.hostname)),
    https,
    sameSite: firstParty && !(agent.behaviour.redirectChainCounts && crossesSites(agent, request)),
    topLevelNavigation,
    safeMethod: isSafeMethod(request.method),
    thirdParty: !topLevelNavigation && !firstParty,
    partitionKey: partitionKey(
      agent,
      topLevelNavigation ? origin : request.origin,
      firstParty || topLevelNavigation,
    ),
  }
}

/** RFC 6265bis section 5.2: the page is top-level, so its own origin is its "site for cookies". */
export function isSameSiteRequest(agent: UserAgent, request: Request): boolean {
  return sameSiteAs(request.current.origin, request.origin, agent.behaviour.schemefulSameSite)
}

function crossesSites(agent: UserAgent, request: Request): boolean {
  return request.urlList.some(
    ({ origin }) => !sameSiteAs(origin, request.origin, agent.behaviour.schemefulSameSite),
  )
}

/** CHIPS: the top-level site, and whether the request is same-site with it. */
function partitionKey(agent: UserAgent, topLevel: Origin, firstParty: boolean): string {
  const site = `${topLevel.scheme}://${siteHost(topLevel.host)}`
  return agent.behaviour.partitionKeyHasAncestry && !firstParty ? `${site} cross-site` : site
}
