import { step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import type { CookieContext } from './context.ts'
import { defaultPath } from './path.ts'
import type { SetCookie } from './setCookie.ts'

/** RFC 6265bis section 5.4, case-insensitively; the stricter name first. */
function prefixOf(text: string): '__Host-' | '__Secure-' | null {
  const lower = text.slice(0, 9).toLowerCase()
  if (lower.startsWith('__host-')) return '__Host-'
  return lower === '__secure-' ? '__Secure-' : null
}

/** RFC 6265bis section 5.7 steps 20 to 22. */
export function prefixAllows(
  agent: UserAgent,
  context: CookieContext,
  set: SetCookie,
  hostOnly: boolean,
): boolean {
  const prefix = prefixOf(set.name === '' ? set.value : set.name)
  if (prefix === null) return true
  const failing =
    set.name === '' ? 'no cookie may carry it in its value' : unmet(agent, context, set, hostOnly, prefix)
  const needsHttps = failing === NEEDS_HTTPS ? evidence(agent, 'prefixesNeedHttps') : undefined
  agent.trace?.push(
    step(
      'cookies/prefix',
      failing === null,
      `The prefix ${prefix} of ${set.name || set.value}: ${failing ?? 'what it asks for is met'}.`,
      needsHttps,
    ),
  )
  return failing === null
}

const NEEDS_HTTPS = 'it asks for https'

function unmet(
  agent: UserAgent,
  context: CookieContext,
  set: SetCookie,
  hostOnly: boolean,
  prefix: '__Host-' | '__Secure-',
): string | null {
  if (!set.secure) return 'it asks for Secure'
  if (agent.behaviour.prefixesNeedHttps && !context.https) return NEEDS_HTTPS
  if (prefix === '__Secure-') return null
  if (!hostOnly) return 'it forbids Domain'
  if (set.path === undefined || (set.path ?? defaultPath(context.path)) !== '/') return 'it asks for Path=/'
  return null
}
