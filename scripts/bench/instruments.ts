import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, platform, release, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchPart, BenchReport } from '../../api/lab/bench-report.ts'
import { BROWSERS, type LocalBrowser } from '../browsers/driver.ts'
import { findBrowser, MissingBrowserError } from '../browsers/find.ts'
import { measureGrowth } from './growth.ts'
import { measurePreflights } from './preflights.ts'
import { NO_REDIS, openRedis } from './redis.ts'
import type { Sizes } from './sizes.ts'
import { measureSpeed } from './speed.ts'
import type { Places } from './subject.ts'
import { measureUsers } from './users.ts'
import { measureWire } from './wire.ts'

/** What measures: a folder, a Redis and browsers, as far as they are here. */
export interface Instruments {
  /** Measures one part. @param say takes a line about how far it is */
  measure(part: BenchPart, sizes: Sizes, say: (line: string) => void): Promise<Partial<BenchReport>>
  /** A sentence for each thing that is not here. */
  missing: string[]
  close(): Promise<void>
}

/** Gets ready what some parts need. */
export async function openInstruments(parts: readonly BenchPart[]): Promise<Instruments> {
  const stores = parts.some((part) => part === 'users' || part === 'speed' || part === 'growth')
  const redis = stores ? await openRedis() : undefined
  const pages = parts.some((part) => part === 'wire' || part === 'preflights')
  const found = pages ? BROWSERS.map(lookFor) : []
  const browsers = found.filter((one) => typeof one === 'string')
  const folder = mkdtempSync(join(tmpdir(), 'with-credentials-bench-'))
  const places: Places = { folder, redis: redis?.url ?? null }

  return {
    async measure(part, sizes, say) {
      const some = browsers.slice(0, sizes.browsers)
      switch (part) {
        case 'users':
          return { users: await measureUsers(sizes.users, places, say) }
        case 'wire':
          return { wire: await measureWire(some, say) }
        case 'speed':
          return { speed: await measureSpeed(sizes.speed, places, say) }
        case 'preflights':
          return { preflights: await measurePreflights(sizes.preflights, some, say) }
        case 'growth':
          return { growth: await measureGrowth(sizes.growth, places, say) }
      }
    },
    missing: [
      ...(stores && !redis ? [NO_REDIS] : []),
      ...found.flatMap((one) => (one instanceof MissingBrowserError ? [one.message] : [])),
    ],
    async close() {
      await redis?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function lookFor(browser: LocalBrowser): LocalBrowser | MissingBrowserError {
  try {
    findBrowser(browser)
    return browser
  } catch (error) {
    if (error instanceof MissingBrowserError) return error
    throw error
  }
}

/** Such as `linux 6.1.0 x64, 2 processors, Node 24.21.0`. */
export const machine = () =>
  `${platform()} ${release()} ${process.arch}, ${availableParallelism()} processors, Node ${process.versions.node}`
