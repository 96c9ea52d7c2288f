import { isLoopback, listedSiteHost } from '../origin.ts'
import type { SetCookieReason } from '../reasons.ts'
import { step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import type { CookieContext } from './context.ts'
import type { Cookie } from './cookieStore.ts'
import { domainMatch } from './domain.ts'
import { pathMatch } from './path.ts'

/** RFC 6265bis section 5.7 steps 13 to 19, and the third-party policy: all reasons that hold. */
export function permission(agent: UserAgent, context: CookieContext, cookie: Cookie): SetCookieReason[] {
  const name = describe(cookie)
  if (isBlockedThirdParty(agent, context, cookie)) {
    agent.trace?.push(
      step(
        'cookies/third-party',
        false,
        `${name} is a third party's, and those are blocked.`,
        evidence(agent, 'thirdPartyBy') ?? evidence(agent, 'thirdPartyCookies'),
      ),
    )
    return ['UserPreferences']
  }
  const reasons: SetCookieReason[] = []
  if (cookie.secureOnly && !context.secure) {
    agent.trace?.push(
      step(
        'cookies/secure',
        false,
        `${name} is Secure, but ${context.url.origin} is not.`,
        isLoopback(context.host) ? evidence(agent, 'loopbackIsSecure') : undefined,
      ),
    )
    reasons.push('SecureOnly')
  }
  const sameSite = sameSiteRefusal(agent, context, cookie)
  if (sameSite !== null) {
    agent.trace?.push(
      step(
        'cookies/same-site-set',
        false,
        `${name} comes from a cross-site request that is no top-level navigation.`,
      ),
    )
    reasons.push(sameSite)
  }
  if (cookie.sameSite === 'None' && !cookie.secureOnly) {
    const refused = agent.behaviour.noneRequiresSecure
    agent.trace?.push(
      step(
        'cookies/none-requires-secure',
        !refused,
        `${name} is SameSite=None without Secure.`,
        evidence(agent, 'noneRequiresSecure'),
      ),
    )
    if (refused) reasons.push('SameSiteNoneInsecure')
  }
  if (overwritesSecure(agent, context, cookie)) {
    agent.trace?.push(step('cookies/overwrite-secure', false, `${name} would overlay a Secure cookie.`))
    reasons.push('OverwriteSecure')
  }
  return reasons
}

/** RFC 6265bis section 7.1. */
function isBlockedThirdParty(agent: UserAgent, context: CookieContext, cookie: Cookie): boolean {
  if (agent.thirdPartyCookies !== 'block' || cookie.partitionKey !== null) return false
  switch (agent.behaviour.thirdPartyBy) {
    case 'request':
      return context.thirdParty
    case 'cookie domain':
      return !context.topLevelNavigation && !coversHost(cookie, agent.page.host)
  }
}

/** Whether a cookie's domain, or the registrable domain of it, is or contains that of the page. */
function coversHost(cookie: Cookie, pageHost: string): boolean {
  const base = listedSiteHost(cookie.domain)
  const pageBase = listedSiteHost(pageHost) ?? pageHost
  if (base !== null) return base === pageBase
  return cookie.hostOnly ? cookie.domain === pageBase : domainMatch(pageBase, cookie.domain)
}

/** RFC 6265bis section 5.7 step 18. */
function sameSiteRefusal(agent: UserAgent, context: CookieContext, cookie: Cookie): SetCookieReason | null {
  if (!context.thirdParty || !agent.behaviour.sameSiteGuardsStoring) return null
  switch (cookie.sameSite) {
    case 'None':
      return null
    case 'Default':
      return agent.behaviour.defaultSameSite === 'None' ? null : 'SameSiteUnspecifiedTreatedAsLax'
    default:
      return `SameSite${cookie.sameSite}`
  }
}

/** RFC 6265bis section 5.7 step 16. */
function overwritesSecure(agent: UserAgent, context: CookieContext, cookie: Cookie): boolean {
  if (cookie.secureOnly || context.secure) return false
  for (const existing of agent.cookieStore.secureNamesakes(context.host, cookie.name)) {
    if (existing.expiry > agent.now && guards(agent, existing, cookie)) return true
  }
  return false
}

function guards(agent: UserAgent, existing: Cookie, cookie: Cookie): boolean {
  switch (agent.behaviour.secureIsGuardedFrom) {
    case 'overlaying':
      return (
        (domainMatch(existing.domain, cookie.domain) || domainMatch(cookie.domain, existing.domain)) &&
        pathMatch(cookie.path, existing.path)
      )
    case 'overwriting':
      return existing === agent.cookieStore.same(cookie)
  }
}

export function describe(cookie: Cookie): string {
  return cookie.name === '' ? 'The nameless cookie' : `The cookie ${cookie.name}`
}
