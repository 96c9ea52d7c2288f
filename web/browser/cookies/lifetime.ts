import type { UserAgent } from '../userAgent.ts'
import type { SetCookie } from './setCookie.ts'

/** RFC 6265bis section 5.5: 400 days. */
const COOKIE_AGE_LIMIT = 34_560_000

/** RFC 6265bis sections 5.6.1, 5.6.2 and 5.7 step 6, in milliseconds since the epoch; infinite for a session cookie. */
export function cookieExpiry(agent: UserAgent, set: SetCookie): number {
  const limit = agent.now + COOKIE_AGE_LIMIT * 1000
  const expiresPrevails =
    agent.behaviour.lifetimeBy === 'the later attribute' && set.lastLifetime === 'expires'
  if (set.maxAge !== undefined && !expiresPrevails) {
    return set.maxAge <= 0 ? Number.NEGATIVE_INFINITY : Math.min(agent.now + set.maxAge * 1000, limit)
  }
  return set.expires === undefined ? Number.POSITIVE_INFINITY : Math.min(set.expires, limit)
}
