import type { GrowthSize } from './growth.ts'
import type { PreflightsSize } from './preflights.ts'
import type { SpeedSize } from './speed.ts'
import type { UsersSize } from './users.ts'

/** How much is measured of each part. */
export interface Sizes {
  /** In how many of the browsers that are here. */
  browsers: number
  users: UsersSize
  speed: SpeedSize
  preflights: PreflightsSize
  growth: GrowthSize
}

export const FULL: Sizes = {
  browsers: 3,
  users: { users: 10_000, rounds: 3 },
  speed: { warmUp: 4000, rounds: 15, requests: 2000, connections: 10 },
  preflights: { calls: 10, rounds: 7, latencies: [0, 50] },
  growth: { rounds: 9, requests: 1000, sizes: [100, 1000, 10_000, 100_000] },
}

/** A look at each, in a minute or two. */
export const QUICK: Sizes = {
  browsers: 3,
  users: { users: 1000, rounds: 2 },
  speed: { warmUp: 1000, rounds: 5, requests: 500, connections: 10 },
  preflights: { calls: 5, rounds: 3, latencies: [0, 50] },
  growth: { rounds: 3, requests: 300, sizes: [100, 1000, 10_000] },
}

/** What a reader waits for, some seconds. */
export const LIVE: Sizes = {
  ...QUICK,
  browsers: 1,
  users: { users: 500, rounds: 2 },
  speed: { warmUp: 1000, rounds: 5, requests: 200, connections: 10 },
}
