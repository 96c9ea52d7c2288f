import { step } from '../steps.ts'
import type { UserAgent } from '../userAgent.ts'
import type { CookieContext } from './context.ts'
import { defaultPath } from './path.ts'
import type { SetCookie } from './setCookie.ts'

/** RFC 6265bis section 5.4; a name that begins with another comes before it. */
const PREFIXES = ['__Host-Http-', '__Http-', '__Host-', '__Secure-'] as const
type Prefix = (typeof PREFIXES)[number]

function prefixOf(agent: UserAgent, text: string): Prefix | null {
  if (!text.startsWith('__')) return null
  const lower = text.toLowerCase()
  for (const prefix of PREFIXES) {
    const known = agent.behaviour.httpPrefixes || !prefix.endsWith('Http-')
    if (known && lower.startsWith(prefix.toLowerCase())) return prefix
  }
  return null
}

/** RFC 6265bis section 5.7 steps 20 to 22. */
export function prefixAllows(
  agent: UserAgent,
  context: CookieContext,
  set: SetCookie,
  hostOnly: boolean,
): boolean {
  if (!agent.behaviour.prefixes) return true
  const prefix = prefixOf(agent, set.name === '' ? set.value : set.name)
  if (prefix === null) return true
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
  prefix: Prefix,
): string | null {
  if (!set.secure) return 'it asks for Secure'
  if (!context.secure) return `it asks for a secure connection, and ${context.url.origin} is none`
  if (prefix.endsWith('Http-') && !set.httpOnly) return 'it asks for HttpOnly'
  if (!prefix.startsWith('__Host-')) return null
  if (!hostOnly) return 'it forbids Domain'
  return hasHostPath(agent, context, set) ? null : 'it asks for Path=/'
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
