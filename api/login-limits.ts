import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from './problem.ts'

/**
 * How many attempts to log in may fail within a time, in seconds. For one account NIST SP 800-63B-4, 3.2.2
 * allows 100 in a row at the most; behind one address there may be many people, and many accounts tried.
 */
export const LIMITS = {
  account: { points: 50, duration: 3600 },
  address: { points: 500, duration: 3600 },
} as const

export interface LoginLimits {
  /**
   * Runs an attempt to log in, unless too many have failed. It counts before it runs, so that attempts at
   * the same moment count too, and no more once it has succeeded. Unknown names count like known ones.
   * @throws Problem 429 with Retry-After
   */
  attempt<T>(username: string, address: string, login: () => Promise<T | undefined>): Promise<T | undefined>
}

/** Limits that this process keeps in mind: several processes each count for themselves, and a restart forgets. */
export function loginLimits(): LoginLimits {
  const byAccount = new RateLimiterMemory(LIMITS.account)
  const byAddress = new RateLimiterMemory(LIMITS.address)

  return {
    async attempt(username, address, login) {
      await consume(byAddress, address, 'from this address')
      await consume(byAccount, hash(username), 'for this username')
      const user = await login()
      if (user !== undefined) {
        await byAddress.reward(address)
        await byAccount.reward(hash(username))
      }
      return user
    },
  }
}

async function consume(limiter: RateLimiterMemory, key: string, whose: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const seconds = Math.ceil(refused.msBeforeNext / 1000)
    const wait = seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`
    const detail = `Too many attempts to log in ${whose} have failed: try again in ${wait}.`
    throw new Problem(429, detail, { headers: { 'Retry-After': String(seconds) } })
  }
}

/** Some people type their password into the field above it. */
const hash = (username: string) => createHash('sha256').update(username).digest('base64url')
