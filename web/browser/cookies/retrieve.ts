import { isLoopback } from '../origin.ts'
import type { WithheldReason } from '../reasons.ts'
import { step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import type { CookieContext } from './context.ts'
import type { Cookie } from './cookieStore.ts'
import { domainMatch } from './domain.ts'
import { pathMatch } from './path.ts'

export interface Retrieval {
  cookies: Cookie[]
  withheld: { name: string; reasons: string[] }[]
}

/** RFC 6265bis section 5.8.3, with what keeps each other cookie of the host back. */
export function retrieveCookies(agent: UserAgent, context: CookieContext): Retrieval {
  const cookies: Cookie[] = []
  const withheld: Retrieval['withheld'] = []
  for (const cookie of cookiesOfHost(agent, context)) {
    const reasons = withholding(agent, context, cookie)
    if (reasons.length === 0) cookies.push(cookie)
    else withheld.push({ name: cookie.name, reasons })
  }
  cookies.sort(agent.behaviour.cookieOrder === 'creation' ? byPathThenCreation : byPathThenDomain)
  withheld.sort(byName)
  return { cookies, withheld }
}

/** The request's credentials mode excludes cookies, so retrieval never runs. */
export function withholdAll(agent: UserAgent, context: CookieContext): Retrieval {
  const withheld = cookiesOfHost(agent, context).map(({ name }) => ({ name, reasons: ['CredentialsMode'] }))
  return { cookies: [], withheld: withheld.sort(byName) }
}

/** Cookies whose domain is right, in the partitions that this request can see. */
function cookiesOfHost(agent: UserAgent, context: CookieContext): Cookie[] {
  const found: Cookie[] = []
  for (const cookie of agent.cookieStore.ofSite(context.host)) {
    const right = cookie.hostOnly ? context.host === cookie.domain : domainMatch(context.host, cookie.domain)
    const visible = cookie.partitionKey === null || cookie.partitionKey === context.partitionKey
    if (right && visible && cookie.expiry > agent.now) found.push(cookie)
  }
  return found
}

function withholding(agent: UserAgent, context: CookieContext, cookie: Cookie): WithheldReason[] {
  const reasons: WithheldReason[] = []
  if (cookie.secureOnly && !context.secure) {
    agent.trace?.push(
      step(
        'cookies/secure-send',
        false,
        `The cookie ${cookie.name} is Secure, but ${context.url.origin} is not.`,
        isLoopback(context.host) ? evidence(agent, 'loopbackIsSecure') : undefined,
      ),
    )
    reasons.push('SecureOnly')
  }
  if (!pathMatch(context.path, cookie.path)) {
    agent.trace?.push(
      step(
        'cookies/path-match',
        false,
        `The path ${context.path} does not match Path=${cookie.path} of ${cookie.name}.`,
      ),
    )
    reasons.push('NotOnPath')
  }
  const sameSite = sameSiteExclusion(agent, context, cookie)
  if (sameSite !== null) {
    agent.trace?.push(
      step(
        'cookies/same-site-send',
        false,
        `The cookie ${cookie.name} stays behind: the request is cross-site (${sameSite}).`,
      ),
    )
    reasons.push(sameSite)
  }
  if (policyWithholds(agent, context, cookie)) {
    agent.trace?.push(
      step(
        'cookies/third-party',
        false,
        `The cookie ${cookie.name} is a third party's here.`,
        evidence(agent, 'thirdPartyCookies'),
      ),
    )
    reasons.push('UserPreferences')
  }
  return reasons
}

/** RFC 6265bis section 7.1: what the user agent does about third parties is its own choice. */
function policyWithholds(agent: UserAgent, context: CookieContext, cookie: Cookie): boolean {
  if (!context.thirdParty || cookie.partitionKey !== null) return false
  switch (agent.thirdPartyCookies) {
    case 'allow':
      return false
    case 'block':
      return agent.behaviour.blockingWithholds
    case 'partition':
      return true
  }
}

/** RFC 6265bis section 5.8.3 step 3, last item; Lax-allowing-unsafe as in section 5.6.7.2. */
export function sameSiteExclusion(
  agent: UserAgent,
  context: CookieContext,
  cookie: Cookie,
): WithheldReason | null {
  if (context.sameSite || cookie.sameSite === 'None') return null
  if (cookie.sameSite === 'Strict') return 'SameSiteStrict'
  const unspecified = cookie.sameSite === 'Default'
  if (unspecified && agent.behaviour.defaultSameSite === 'None') {
    agent.trace?.push(
      step(
        'cookies/same-site-send',
        true,
        `The cookie ${cookie.name} names no SameSite, which counts as None here.`,
        evidence(agent, 'defaultSameSite'),
      ),
    )
    return null
  }
  if (context.topLevelNavigation) {
    if (context.safeMethod) return null
    const age = agent.now - cookie.creationTime
    if (unspecified && age < agent.behaviour.laxAllowingUnsafe * 1000) {
      agent.trace?.push(
        step(
          'cookies/lax-allowing-unsafe',
          true,
          `The cookie ${cookie.name} names no SameSite and is ${Math.round(age / 1000)} s old: it goes with an unsafe method too.`,
          evidence(agent, 'laxAllowingUnsafe'),
        ),
      )
      return null
    }
  }
  return unspecified ? 'SameSiteUnspecifiedTreatedAsLax' : 'SameSiteLax'
}

/** RFC 6265bis section 5.8.3 step 4. */
function byPathThenCreation(a: Cookie, b: Cookie): number {
  return b.path.length - a.path.length || a.creationTime - b.creationTime || a.sequence - b.sequence
}

/** Cookies with Domain before host-only ones of the same host, and both before those of its parents. */
function byPathThenDomain(a: Cookie, b: Cookie): number {
  return (
    b.path.length - a.path.length ||
    b.domain.length - a.domain.length ||
    Number(a.hostOnly) - Number(b.hostOnly) ||
    a.sequence - b.sequence
  )
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

/** RFC 6265bis section 5.8.3 step 6. */
export function serializeCookies(cookies: readonly Cookie[]): string {
  return cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ')
}
