import * as v from 'valibot'
import type { Credential } from '../settings/settings.ts'
import type { Algorithm } from '../tokens/verify-token.ts'

/** What `npm run bench` measures. */
export const BENCH_PARTS = ['users', 'wire', 'speed', 'preflights', 'growth'] as const
export type BenchPart = (typeof BENCH_PARTS)[number]

/** What the lab measures in seconds, by `POST /lab/bench`. */
export const LIVE_PARTS = ['users', 'wire', 'speed'] as const
export type LivePart = (typeof LIVE_PARTS)[number]

/** What keeps logins: the server's memory, a SQLite file, or Redis. */
export const BENCH_STORES = ['memory', 'sqlite', 'redis'] as const
export type BenchStore = (typeof BENCH_STORES)[number]

/** What `GET /lab/bench` and `POST /lab/bench` answer: the parts that were measured, and no others. */
export interface BenchReport {
  /** When the run began, ISO 8601. */
  date: string
  /** Such as `linux 6.1 x64, 2 processors, Node 24.21.0`. */
  machine: string
  /** Small sizes, measured in seconds: the spread is wider. */
  quick: boolean
  /** A sentence for each thing that could not be measured on this machine. */
  notMeasured: string[]
  users?: UsersPart
  wire?: WirePart
  speed?: SpeedPart
  preflights?: PreflightsPart
  growth?: GrowthPart
}

/** A figure that was measured in several rounds. */
export interface Spread {
  median: number
  /** In the round where it was least. */
  least: number
  /** In the round where it was greatest. */
  greatest: number
}

/** What is kept for each logged-in user, at the server and in the browser. */
export interface UsersPart {
  /** How many users logged in, each once. */
  users: number
  rounds: number
  rows: UserCost[]
}

export interface UserCost {
  credential: Credential
  store: BenchStore
  /**
   * Bytes for each user that the server keeps: heap after garbage collection (memory), growth of the file after a checkpoint
   * (sqlite), `used_memory` (redis). With a credential that the store never hears of, what is left is the measurement's noise,
   * and may be less than nothing.
   */
  server: Spread
  /** Bytes that the user's browser keeps in its place: names and values of the cookies, or the tokens. */
  browser: number
}

/** What goes over the wire with each `GET /me` from a page of another origin, in HTTP/1.1, counted at the server's socket. */
export interface WirePart {
  rows: WireCost[]
}

export interface WireCost {
  /** Such as `Chromium 156.0.8078.108`. */
  browser: string
  credential: Credential
  /** How the token is signed; null where there is none. */
  algorithm: Algorithm | null
  /** The header that carries the credential. */
  header: 'Cookie' | 'Authorization'
  /** Bytes of that header, its name and line end included. */
  proof: number
  /** Bytes of the whole request. */
  request: number
  /** Bytes of the preflight that the request needs where none is remembered; 0 where it needs none. */
  preflight: number
}

/** How fast `GET /me` is answered. Each round measures every row in turn; a ratio compares two rows of one round. */
export interface SpeedPart {
  rounds: number
  /** Requests of each row in each round. */
  requests: number
  /** How many connections ask at once while the rate is measured. Latency is measured with one. */
  connections: number
  /** The first is the one that the others are compared with. */
  rows: SpeedRow[]
}

export interface SpeedRow {
  credential: Credential
  /** Where the login is looked up; null where it is not. */
  store: BenchStore | null
  algorithm: Algorithm | null
  /** Requests for each second of the server's processor time; Redis' own is not counted. */
  rate: Spread
  /** That rate, as a multiple of the first row's in the same round. */
  ratio: Spread
  /** Requests for each second of the clock, with the load made on the same machine. */
  throughput: Spread
  /** Milliseconds from request to answer, one request at a time: percentiles of each round. */
  latency: { p50: Spread; p95: Spread; p99: Spread }
}

/** What it takes to call an API of another origin several times in a row. Each round takes every row in turn. */
export interface PreflightsPart {
  /** How many times the page calls `GET /me`, each time after the answer before. */
  calls: number
  rounds: number
  rows: PreflightRow[]
}

export interface PreflightRow {
  /** Such as `Chromium 156.0.8078.108`. */
  browser: string
  credential: 'session-cookie' | 'bearer'
  /** Access-Control-Max-Age in seconds; null where the header is absent, which means 5 seconds. */
  maxAge: number | null
  /** Milliseconds that the server adds to each request, a preflight too. */
  latency: number
  /** Requests that reached the server in a round, preflights included; the same in each round, or the greatest. */
  requests: number
  /** How many of them were preflights. */
  preflights: number
  /** Milliseconds for all calls together, in the page. */
  time: Spread
  /** That time, as a multiple of the session cookie's with the same latency in the same round. */
  ratio: Spread
}

/** What grows with the number of logged-in users. */
export interface GrowthPart {
  rounds: number
  /** Numbers of logged-in users, ascending. */
  sizes: number[]
  rows: GrowthRow[]
}

export interface GrowthRow {
  credential: Credential
  store: BenchStore
  /** One for each of the sizes. */
  points: GrowthPoint[]
}

export interface GrowthPoint {
  users: number
  /** Bytes that the server keeps for all of them together: see `UserCost`. */
  bytes: number
  /** Microseconds of the server's processor time for each of the logins that led here from the size before. */
  login: number
  /** Microseconds of the server's processor time for each `GET /me`. */
  request: Spread
  /** That time, as a multiple of the one at the least size in the same round. */
  ratio: Spread
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const amount = v.pipe(v.number(), v.finite())
const spread = v.object({ median: amount, least: amount, greatest: amount })

const credential = v.picklist(['session-cookie', 'session-in-cookie', 'jwt-cookie', 'bearer'])
const store = v.picklist(BENCH_STORES)
const algorithm = v.nullable(v.picklist(['HS256', 'RS256']))

const users = v.object({
  users: count,
  rounds: count,
  rows: v.array(v.object({ credential, store, server: spread, browser: count })),
})

const wire = v.object({
  rows: v.array(
    v.object({
      browser: v.string(),
      credential,
      algorithm,
      header: v.picklist(['Cookie', 'Authorization']),
      proof: count,
      request: count,
      preflight: count,
    }),
  ),
})

const speed = v.object({
  rounds: count,
  requests: count,
  connections: count,
  rows: v.array(
    v.object({
      credential,
      store: v.nullable(store),
      algorithm,
      rate: spread,
      ratio: spread,
      throughput: spread,
      latency: v.object({ p50: spread, p95: spread, p99: spread }),
    }),
  ),
})

const preflights = v.object({
  calls: count,
  rounds: count,
  rows: v.array(
    v.object({
      browser: v.string(),
      credential: v.picklist(['session-cookie', 'bearer']),
      maxAge: v.nullable(count),
      latency: count,
      requests: count,
      preflights: count,
      time: spread,
      ratio: spread,
    }),
  ),
})

const growth = v.object({
  rounds: count,
  sizes: v.array(count),
  rows: v.array(
    v.object({
      credential,
      store,
      points: v.array(
        v.object({ users: count, bytes: amount, login: amount, request: spread, ratio: spread }),
      ),
    }),
  ),
})

export const benchReportSchema: v.GenericSchema<unknown, BenchReport> = v.object({
  date: v.string(),
  machine: v.string(),
  quick: v.boolean(),
  notMeasured: v.array(v.string()),
  users: v.exactOptional(users),
  wire: v.exactOptional(wire),
  speed: v.exactOptional(speed),
  preflights: v.exactOptional(preflights),
  growth: v.exactOptional(growth),
})
