import type { CookiePrefix } from '../engines/behaviour.ts'
import { isIpAddress } from '../origin.ts'
import { step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import type { CookieContext } from './context.ts'
import { defaultPath } from './path.ts'
import type { SetCookie } from './setCookie.ts'

/** RFC 6265bis section 5.4: case-insensitively. */
function prefixOf(agent: UserAgent, text: string): CookiePrefix | null {
  if (!text.startsWith('__')) return null
  const lower = text.toLowerCase()
  return agent.behaviour.prefixes.find((prefix) => lower.startsWith(prefix.toLowerCase())) ?? null
}

/** RFC 6265bis section 5.7 steps 20 to 22. */
export function prefixAllows(
  agent: UserAgent,
  context: CookieContext,
  set: SetCookie,
  hostOnly: boolean,
): boolean {
  const prefix = prefixOf(agent, set.name === '' ? set.value : set.name)
  if (prefix === null) {
    if (/^__(host|secure)-/i.test(set.name)) {
      agent.trace?.push(
        step(
          'cookies/prefix',
          true,
          `The prefix of ${set.name} means nothing here.`,
          evidence(agent, 'prefixes'),
        ),
      )
    }
    return true
  }
  const unmet =
    set.name === '' ? 'no cookie may carry it in its value' : demand(agent, context, set, hostOnly, prefix)
  agent.trace?.push(
    step(
      'cookies/prefix',
      unmet === null,
      `The prefix ${prefix} of ${set.name || set.value}: ${unmet ?? 'what it asks for is met'}.`,
    ),
  )
  return unmet === null
}

/** What a prefix asks for and the cookie lacks. */
function demand(
  agent: UserAgent,
  context: CookieContext,
  set: SetCookie,
  hostOnly: boolean,
  prefix: CookiePrefix,
): string | null {
  if (!set.secure) return 'it asks for Secure'
  if (!context.secure) return `it asks for a secure connection, and ${context.url.origin} is none`
  if (prefix.endsWith('Http-') && !set.httpOnly) return 'it asks for HttpOnly'
  if (!prefix.startsWith('__Host-')) return null
  if (!hostOnly || namesDomain(agent, context, set)) return 'it forbids Domain'
  return hasHostPath(agent, context, set) ? null : 'it asks for Path=/'
}

function namesDomain(agent: UserAgent, context: CookieContext, set: SetCookie): boolean {
  if (agent.behaviour.hostPrefixDomain === 'effective' || (set.domain ?? '') === '') return false
  return !(set.domain === context.host && isIpAddress(context.host))
}

function hasHostPath(agent: UserAgent, context: CookieContext, set: SetCookie): boolean {
  switch (agent.behaviour.hostPrefixPath) {
    case 'attribute':
      return set.path !== undefined && (set.path ?? defaultPath(context.path)) === '/'
    case 'literal':
      return set.path === '/'
    case 'effective':
      return (set.path ?? defaultPath(context.path)) === '/'
  }
}
