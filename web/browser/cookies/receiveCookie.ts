import type { SetCookieReason } from '../reasons.ts'
import type { SetCookieOutcome } from '../scenario.ts'
import { quote, step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import type { CookieContext } from './context.ts'
import type { Cookie } from './cookieStore.ts'
import { cookieScope, type Scope } from './domainAttribute.ts'
import { cookieExpiry } from './lifetime.ts'
import { defaultPath } from './path.ts'
import { describe, permission } from './permission.ts'
import { prefixAllows } from './prefix.ts'
import { parseSetCookie, type SetCookie } from './setCookie.ts'

/** RFC 6265bis sections 5.6 and 5.7: one Set-Cookie line, received. */
export function receiveSetCookie(agent: UserAgent, context: CookieContext, line: string): SetCookieOutcome {
  const parsed = parseSetCookie(line, agent.behaviour)
  if ('failure' in parsed) {
    // The value may be a secret.
    const name = /^[^=;]{0,80}(?==)/.exec(line)?.[0] ?? ''
    agent.trace?.push(
      step('cookies/parse', false, `The Set-Cookie line of ${quote(name)} is ignored: ${parsed.failure}.`),
    )
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

/** RFC 6265bis section 5.7 steps 23 and 24. */
function store(agent: UserAgent, cookie: Cookie): void {
  const old = agent.cookieStore.same(cookie)
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
