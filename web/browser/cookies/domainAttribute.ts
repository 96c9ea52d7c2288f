import { isIpAddress, isPublicSuffix } from '../origin.ts'
import { step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import type { CookieContext } from './context.ts'
import { domainMatch } from './domain.ts'
import type { SetCookie } from './setCookie.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: CHAR of RFC 5234
const NOT_CHAR = /[^\x01-\x7f]/

export interface Scope {
  domain: string
  hostOnly: boolean
}

/** RFC 6265bis section 5.7 steps 7 to 10; null where the Domain attribute refuses the cookie. */
export function cookieScope(agent: UserAgent, context: CookieContext, set: SetCookie): Scope | null {
  const domain = set.domain ?? ''
  const host = context.host
  if (set.domainAsGiven === '.' && agent.behaviour.dotIsNoDomain) {
    agent.trace?.push(
      step('cookies/domain-match', false, 'Domain=. names no host.', evidence(agent, 'dotIsNoDomain')),
    )
    return null
  }
  if (domain === '') return { domain: host, hostOnly: true }
  if (NOT_CHAR.test(domain)) {
    agent.trace?.push(step('cookies/domain-match', false, `Domain=${domain} is not ASCII.`))
    return null
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
function isLiteralParent(host: string, given: string): boolean {
  const domain = given.startsWith('.') ? given.slice(1) : given
  return domain.includes('.') && (domain.toLowerCase() === host || host.endsWith(domain))
}
