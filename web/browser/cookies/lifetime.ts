import type { SetCookie } from './setCookie.ts'

/** RFC 6265bis section 5.5: 400 days. */
const COOKIE_AGE_LIMIT = 34_560_000

/** RFC 6265bis sections 5.6.1, 5.6.2 and 5.7 step 6, in milliseconds since the epoch; infinite for a session cookie. */
export function cookieExpiry(set: SetCookie, now: number): number {
  if (set.maxAge !== undefined) {
    return set.maxAge <= 0 ? Number.NEGATIVE_INFINITY : now + Math.min(set.maxAge, COOKIE_AGE_LIMIT) * 1000
  }
  if (set.expires !== undefined) return Math.min(set.expires, now + COOKIE_AGE_LIMIT * 1000)
  return Number.POSITIVE_INFINITY
}
