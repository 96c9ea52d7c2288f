import { CookieStore } from './cookies/cookieStore.ts'
import type { Behaviour } from './engines/behaviour.ts'
import { type Profile, profileOf } from './engines/profile.ts'
import { PreflightCache } from './fetch/preflightCache.ts'
import { type Origin, originOf } from './origin.ts'
import type { Engine, ThirdPartyPolicy } from './scenario.ts'
import type { Trace } from './steps.ts'

/** One browser profile: what it has stored, its clock, and the page that is open in it. */
export interface UserAgent {
  profile: Profile
  behaviour: Behaviour
  thirdPartyCookies: ThirdPartyPolicy
  cookieStore: CookieStore
  preflightCache: PreflightCache
  /** Milliseconds since the epoch. */
  now: number
  page: Origin
  trace: Trace
}

export function openBrowser(
  browser: { engine: Engine; thirdPartyCookies?: ThirdPartyPolicy },
  page: string,
  now: number,
  profile: Profile = profileOf(browser.engine),
): UserAgent {
  return {
    profile,
    behaviour: profile.behaviour,
    thirdPartyCookies: browser.thirdPartyCookies ?? profile.behaviour.thirdPartyCookies,
    cookieStore: new CookieStore(),
    preflightCache: new PreflightCache(profile.behaviour),
    now,
    page: originOf(new URL(page)),
    trace: undefined,
  }
}

/** The evidence for a value that is not the standards' own, to be cited instead of their clause. */
export function evidence(agent: UserAgent, key: keyof Behaviour): string | undefined {
  return agent.profile.because.get(key)?.source
}
