import type { BenchReport, BenchStore, GrowthRow, Spread } from '../../../api/lab/bench-report.ts'
import type { Credential } from '../../../api/settings/settings.ts'

const around = (median: number, part = 0.05): Spread => ({
  median,
  least: median * (1 - part),
  greatest: median * (1 + 2 * part),
})

const users = (credential: Credential, browser: number, server: Record<BenchStore, number>) =>
  (['memory', 'sqlite', 'redis'] as const).map((store) => ({
    ...{ credential, store, browser },
    server: around(server[store], 0.01),
  }))

const wire = (browser: string, bare: number, preflight: number) => [
  ...(
    [
      ['session-cookie', null, 64],
      ['session-in-cookie', null, 149],
      ['jwt-cookie', 'HS256', 444],
      ['jwt-cookie', 'RS256', 779],
    ] as const
  ).map(([credential, algorithm, proof]) => ({
    ...{ browser, credential, algorithm, proof, request: bare + proof, preflight: 0 },
    header: 'Cookie' as const,
  })),
  ...(
    [
      ['HS256', 447],
      ['RS256', 782],
    ] as const
  ).map(([algorithm, proof]) => ({
    ...{ browser, algorithm, proof, request: bare + proof, preflight },
    credential: 'bearer' as const,
    header: 'Authorization' as const,
  })),
]

const speed = (
  credential: Credential,
  store: BenchStore | null,
  algorithm: 'HS256' | 'RS256' | null,
  rate: number,
) => ({
  ...{ credential, store, algorithm },
  rate: around(rate),
  ratio: rate === 17_400 ? around(1, 0) : around(rate / 17_400),
  throughput: around(rate * 0.6),
  latency: { p50: around(900 / rate), p95: around(1800 / rate), p99: around(7000 / rate) },
})

const preflights = (browser: string) =>
  [0, 50].flatMap((latency) =>
    (
      [
        ['session-cookie', null, 0],
        ['bearer', 0, 10],
        ['bearer', null, 1],
        ['bearer', 600, 1],
      ] as const
    ).map(([credential, maxAge, asked]) => ({
      ...{ browser, credential, maxAge, latency, requests: 10 + asked, preflights: asked },
      time: around((10 + asked) * (latency + 4)),
      ratio: around((10 + asked) / 10, asked === 0 ? 0 : 0.05),
    })),
  )

const sizes = [100, 1000, 10_000, 100_000]

const growth = (credential: Credential, store: BenchStore, each: number, time: number): GrowthRow => ({
  ...{ credential, store },
  points: sizes.map((count, index) => ({
    users: count,
    bytes: each * count,
    login: 150 + 4 * index,
    request: around(time * (1 + index / 20)),
    ratio: around(1 + index / 20),
  })),
})

/** A report of every part, with figures that are likely. */
export const madeReport: BenchReport = {
  date: '2026-11-25T16:30:00.000Z',
  machine: 'linux 6.1.0 x64, 2 processors, Node 24.21.0',
  quick: false,
  notMeasured: [],
  users: {
    ...{ users: 10_000, rounds: 5 },
    rows: [
      ...users('session-cookie', 53, { memory: 294, sqlite: 199, redis: 586 }),
      ...users('session-in-cookie', 147, { memory: 2, sqlite: 0, redis: 0 }),
      ...users('jwt-cookie', 598, { memory: 403, sqlite: 285, redis: 569 }),
      ...users('bearer', 574, { memory: 400, sqlite: 284, redis: 569 }),
    ],
  },
  wire: {
    rows: [
      ...wire('Chromium 156.0.8078.108', 540, 524),
      ...wire('Firefox 153.7.0', 413, 500),
      ...wire('WebKitGTK 2.50.6', 388, 430),
    ],
  },
  speed: {
    ...{ rounds: 15, requests: 4000, connections: 10 },
    rows: [
      speed('session-cookie', 'memory', null, 17_400),
      speed('session-cookie', 'sqlite', null, 15_600),
      speed('session-cookie', 'redis', null, 9400),
      speed('session-in-cookie', null, null, 7900),
      speed('bearer', null, 'HS256', 12_100),
      speed('bearer', null, 'RS256', 9200),
    ],
  },
  preflights: {
    ...{ calls: 10, rounds: 7 },
    rows: ['Chromium 156.0.8078.108', 'Firefox 153.7.0', 'WebKitGTK 2.50.6'].flatMap(preflights),
  },
  growth: {
    ...{ rounds: 9, sizes },
    rows: [
      growth('session-cookie', 'memory', 294, 66),
      growth('session-cookie', 'sqlite', 199, 75),
      growth('session-cookie', 'redis', 586, 102),
      growth('bearer', 'memory', 400, 88),
      growth('bearer', 'sqlite', 284, 88),
      growth('bearer', 'redis', 569, 88),
      growth('session-in-cookie', 'memory', -1, 130),
    ],
  },
}
