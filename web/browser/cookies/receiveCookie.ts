import { isIpAddress, isPublicSuffix, listedSiteHost } from '../origin.ts'
import type { SetCookieReason } from '../reasons.ts'
import type { SetCookieOutcome } from '../scenario.ts'
import { quote, step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import type { CookieContext } from './context.ts'
import type { Cookie } from './cookieStore.ts'
import { domainMatch } from './domain.ts'
import { cookieExpiry } from './lifetime.ts'
import { defaultPath, pathMatch } from './path.ts'
import { prefixAllows } from './prefix.ts'
import { parseSetCookie, type SetCookie } from './setCookie.ts'

/** RFC 6265bis sections 5.6 and 5.7: one Set-Cookie line, received. */
export function receiveSetCookie(agent: UserAgent, context: CookieContext, line: string): SetCookieOutcome {
  const parsed = parseSetCookie(line)
  if ('failure' in parsed) {
    agent.trace?.push(step('cookies/parse', false, `The line ${quote(line)} is ignored: ${parsed.failure}.`))
    return { name: '', stored: false, reasons: [parsed.failure] }
  }
  const reasons = receiveCookie(agent, context, parsed.cookie)
  return { name: parsed.cookie.name, stored: reasons.length === 0, reasons }
}

/** RFC 6265bis section 5.7. What a cookie is in itself is judged first; only then whether this request may set it. */
export function receiveCookie(agent: UserAgent, context: CookieContext, set: SetCookie): SetCookieReason[] {
  if (set.name === '' && set.value === '') {
    agent.trace?.push(step('cookies/content', false, 'A cookie with neither name nor value is ignored.'))
    return ['NoCookieContent']
  }

  const scope = cookieScope(agent, context, set)
  const malformed: SetCookieReason[] = []
  if (scope === null) malformed.push('InvalidDomain')
  if (!prefixAllows(agent, context, set, scope?.hostOnly ?? false)) malformed.push('InvalidPrefix')
  if (set.partitioned && !set.secure && agent.behaviour.partitionedRequiresSecure) {
    agent.trace?.push(
      step(
        'cookies/partitioned',
        false,
        `The cookie ${set.name} is Partitioned without Secure.`,
        evidence(agent, 'partitionedRequiresSecure'),
      ),
    )
    // The protocol has no word for it: it stands alone where nothing else is wrong.
    if (malformed.length === 0) malformed.push('UnknownError')
  }
  if (scope === null || malformed.length > 0) return malformed

  const cookie = newCookie(agent, context, set, scope)
  const refused = permission(agent, context, cookie)
  if (refused.length > 0) return refused
  store(agent, cookie)
  agent.trace?.push(step('cookies/stored', true, `${describe(cookie)} is stored.`))
  return []
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: CHAR of RFC 5234
const NOT_CHAR = /[^\x01-\x7f]/

interface Scope {
  domain: string
  hostOnly: boolean
}

/** RFC 6265bis section 5.7 steps 7 to 10; null where the Domain attribute refuses the cookie. */
export function cookieScope(agent: UserAgent, context: CookieContext, set: SetCookie): Scope | null {
  const domain = set.domain ?? ''
  const host = context.host
  if (domain === '') return { domain: host, hostOnly: true }
  if (NOT_CHAR.test(domain)) {
    agent.trace?.push(step('cookies/domain-match', false, `Domain=${domain} is not ASCII.`))
    return null
  }
  if (isPublicSuffix(domain)) {
    const own = domain === host
    agent.trace?.push(
      step(
        'cookies/public-suffix',
        own,
        `Domain=${domain} is a public suffix${own ? ' and the host itself' : ''}.`,
      ),
    )
    return own ? { domain: host, hostOnly: true } : null
  }
  if (agent.behaviour.addressDomainIsHostOnly && domain === host && isIpAddress(host)) {
    return { domain: host, hostOnly: true }
  }
  if (agent.behaviour.domainIsTakenLiterally && !isLiteralParent(host, set.domainAsGiven ?? '')) {
    agent.trace?.push(
      step(
        'cookies/domain-match',
        false,
        `Domain=${set.domainAsGiven} is not, letter by letter, the host ${host} or a parent of it.`,
        evidence(agent, 'domainIsTakenLiterally'),
      ),
    )
    return null
  }
  const matches = domainMatch(host, domain)
  agent.trace?.push(
    step(
      'cookies/domain-match',
      matches,
      `The host ${host} ${matches ? 'matches' : 'does not match'} Domain=${domain}.`,
    ),
  )
  return matches ? { domain, hostOnly: false } : null
}

/** The host in any case, or its end in the very same case, with a dot inside. */
function isLiteralParent(host: string, domain: string): boolean {
  return domain.includes('.') && (domain.toLowerCase() === host || host.endsWith(domain))
}

function newCookie(agent: UserAgent, context: CookieContext, set: SetCookie, scope: Scope): Cookie {
  return {
    name: set.name,
    value: set.value,
    domain: scope.domain,
    hostOnly: scope.hostOnly,
    path: set.path ?? defaultPath(context.path),
    secureOnly: set.secure,
    httpOnly: set.httpOnly,
    sameSite: set.sameSite,
    expiry: cookieExpiry(agent, set),
    creationTime: agent.now,
    sequence: agent.cookieStore.nextSequence(),
    partitionKey: isPartitioned(agent, context, set) ? context.partitionKey : null,
  }
}

/** By its own attribute (CHIPS), or because every third-party cookie is. */
function isPartitioned(agent: UserAgent, context: CookieContext, set: SetCookie): boolean {
  if (agent.behaviour.partitioned && set.partitioned) return true
  return agent.thirdPartyCookies === 'partition' && context.thirdParty
}

/** RFC 6265bis section 5.7 steps 13 to 19, and the third-party policy: all reasons that hold. */
function permission(agent: UserAgent, context: CookieContext, cookie: Cookie): SetCookieReason[] {
  if (isBlockedThirdParty(agent, context, cookie)) {
    agent.trace?.push(
      step('cookies/third-party', false, `${describe(cookie)} is a third party's, and those are blocked.`),
    )
    return ['UserPreferences']
  }
  const reasons: SetCookieReason[] = []
  if (cookie.secureOnly && !context.secure) {
    agent.trace?.push(
      step('cookies/secure', false, `${describe(cookie)} is Secure, but ${context.url.origin} is not.`),
    )
    reasons.push('SecureOnly')
  }
  const sameSite = sameSiteRefusal(agent, context, cookie)
  if (sameSite !== null) {
    agent.trace?.push(
      step(
        'cookies/same-site-set',
        false,
        `${describe(cookie)} comes from a cross-site request that is no top-level navigation.`,
      ),
    )
    reasons.push(sameSite)
  }
  if (cookie.sameSite === 'None' && !cookie.secureOnly && agent.behaviour.noneRequiresSecure) {
    agent.trace?.push(
      step('cookies/none-requires-secure', false, `${describe(cookie)} is SameSite=None without Secure.`),
    )
    reasons.push('SameSiteNoneInsecure')
  }
  if (overwritesSecure(agent, context, cookie)) {
    agent.trace?.push(
      step('cookies/overwrite-secure', false, `${describe(cookie)} would overlay a Secure cookie.`),
    )
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
  if (context.sameSite || context.topLevelNavigation || !agent.behaviour.sameSiteGuardsStoring) return null
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
  return agent.cookieStore
    .namesakes(context.host, cookie.name)
    .some(
      (existing) =>
        existing.secureOnly &&
        existing.expiry > agent.now &&
        (domainMatch(existing.domain, cookie.domain) || domainMatch(cookie.domain, existing.domain)) &&
        pathMatch(cookie.path, existing.path),
    )
}

/** RFC 6265bis section 5.7 steps 23 and 24. */
function store(agent: UserAgent, cookie: Cookie): void {
  const old = agent.cookieStore
    .namesakes(cookie.domain, cookie.name)
    .find(
      (existing) =>
        existing.domain === cookie.domain &&
        existing.hostOnly === cookie.hostOnly &&
        existing.path === cookie.path &&
        existing.partitionKey === cookie.partitionKey,
    )
  if (old !== undefined) {
    if (old.expiry > agent.now && keepsCreation(agent, old, cookie)) {
      cookie.creationTime = old.creationTime
      cookie.sequence = old.sequence
    }
    agent.cookieStore.remove(old)
  }
  if (cookie.expiry > agent.now) agent.cookieStore.insert(cookie)
}

/** Step 23.3 of the same. */
function keepsCreation(agent: UserAgent, old: Cookie, cookie: Cookie): boolean {
  switch (agent.behaviour.overwritingKeepsCreation) {
    case 'always':
      return true
    case 'with the same value':
      return old.value === cookie.value
  }
}

function describe(cookie: Cookie): string {
  return cookie.name === '' ? 'The nameless cookie' : `The cookie ${cookie.name}`
}
