import { beforeAll, describe, expect, it, vi } from 'vitest'
import { BENCH_STORES, type PreflightRow } from '../../api/lab/bench-report.ts'
import { temporaryFolder } from '../test-lab.ts'
import { hold } from '../test-setup.ts'
import { grow } from './growth.ts'
import { measurePreflights } from './preflights.ts'
import { openRedis } from './redis.ts'
import { measureSpeed } from './speed.ts'
import { measureUsers } from './users.ts'
import { measureWire } from './wire.ts'

const places = hold(async () => {
  const folder = temporaryFolder()
  const redis = await openRedis()
  return {
    folder: folder.path,
    redis: redis?.url ?? null,
    async close() {
      await redis?.close()
      folder.remove()
    },
  }
})
const quiet = () => undefined

// Some seconds are enough; a machine that does much else beside takes longer.
vi.setConfig({ testTimeout: 120_000 })

describe('what is kept for each user', () => {
  it('is nothing where the session is in the cookie, and something with every other credential, in each store', async () => {
    const { rows } = await measureUsers({ users: 300, rounds: 1 }, places.current, quiet)
    expect(rows.map(({ store }) => store)).toEqual(BENCH_STORES.flatMap((store) => Array(4).fill(store)))
    for (const store of BENCH_STORES) {
      const own = rows.filter((row) => row.store === store)
      const inCookie = own.find(({ credential }) => credential === 'session-in-cookie')
      const others = own.filter((row) => row !== inCookie)
      const least = Math.min(...others.map(({ server }) => server.median))
      expect(least).toBeGreaterThan(100)
      // Of a heap, some noise is left.
      expect(inCookie?.server.median).toBeLessThan(store === 'memory' ? least : 20)
    }
    for (const { browser } of rows) expect(browser).toBeGreaterThan(40)
  })
})

describe('how fast requests are answered', () => {
  it('is told of each row, as multiples of the first', async () => {
    const size = { warmUp: 20, rounds: 2, requests: 20, connections: 2 }
    const { rows } = await measureSpeed(size, { ...places.current, redis: null }, quiet)
    expect(rows.map(({ credential, store, algorithm }) => [credential, store, algorithm])).toEqual([
      ['session-cookie', 'memory', null],
      ['session-cookie', 'sqlite', null],
      ['session-in-cookie', null, null],
      ['bearer', null, 'HS256'],
      ['bearer', null, 'RS256'],
    ])
    expect(rows[0]?.ratio).toEqual({ median: 1, least: 1, greatest: 1 })
    for (const { rate, throughput, latency } of rows) {
      for (const { least, median, greatest } of [rate, throughput, ...Object.values(latency)]) {
        expect(least).toBeGreaterThan(0)
        expect(median).toBeGreaterThanOrEqual(least)
        expect(greatest).toBeGreaterThanOrEqual(median)
      }
      expect(latency.p99.median).toBeGreaterThanOrEqual(latency.p50.median)
    }
  })
})

describe('what grows', () => {
  it.each([
    { credential: 'session-cookie', least: 10_000, most: 100_000 },
    { credential: 'session-in-cookie', least: 0, most: 0 },
  ] as const)('with $credential in a file is from $least to $most bytes for 180 users', async (row) => {
    const size = { rounds: 1, requests: 10, sizes: [20, 200] }
    const { credential, least, most } = row
    const { points } = await grow({ credential, store: 'sqlite' }, size, places.current, quiet)
    const [few, many] = points
    expect(points.map(({ users }) => users)).toEqual(size.sizes)
    expect(few?.ratio).toEqual({ median: 1, least: 1, greatest: 1 })
    const grown = (many?.bytes ?? Number.NaN) - (few?.bytes ?? Number.NaN)
    expect(grown).toBeGreaterThanOrEqual(least)
    expect(grown).toBeLessThanOrEqual(most)
  })
})

describe('the wire in Chromium', () => {
  it('carries a longer credential in a longer request, and a preflight for a bearer token alone', async () => {
    const { rows } = await measureWire(['chromium'], quiet)
    expect(rows).toHaveLength(6)
    // All but the credential is alike, though the names of the two headers differ.
    expect(new Set(rows.map(({ request, proof }) => request - proof)).size).toBe(1)
    for (const { credential, preflight } of rows) expect(preflight > 0).toBe(credential === 'bearer')
    const [session, , , , token] = rows
    expect(token?.proof).toBeGreaterThan(session?.proof ?? Number.NaN)
  })
})

describe('calls across origins in Chromium', () => {
  let rows: PreflightRow[]
  beforeAll(async () => {
    const size = { calls: 3, rounds: 1, latencies: [20] }
    rows = (await measurePreflights(size, ['chromium'], quiet)).rows
  })

  it.each([
    { credential: 'session-cookie', maxAge: null, preflights: 0 },
    { credential: 'bearer', maxAge: 0, preflights: 3 },
    { credential: 'bearer', maxAge: null, preflights: 1 },
    { credential: 'bearer', maxAge: 600, preflights: 1 },
  ])('with $credential and Max-Age $maxAge: $preflights preflights for 3 calls', (expected) => {
    const { credential, maxAge, preflights } = expected
    const row = rows.find((one) => one.credential === credential && one.maxAge === maxAge)
    expect(row).toMatchObject({ preflights, requests: 3 + preflights })
  })

  it('take at least the latency of each request', () => {
    for (const { requests, latency, time } of rows) expect(time.least).toBeGreaterThan(requests * latency)
  })
})
