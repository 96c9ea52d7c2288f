import * as v from 'valibot'
import type { GrowthPart, GrowthRow } from '../../api/lab/bench-report.ts'
import { load, logIn, type MeasuredServer } from '../measure/measured-server.ts'
import { spreadOf } from '../measure/statistics.ts'
import { type Places, type Subject, startSubject, storesAt } from './subject.ts'

export interface GrowthSize {
  rounds: number
  /** Requests at each size in each round. */
  requests: number
  /** Numbers of logged-in users, ascending. */
  sizes: readonly number[]
}

const CONNECTIONS = 10

/** A session and a refresh token in each store, and a session that no store hears of. */
const subjectsAt = (places: Places): Subject[] => [
  ...storesAt(places).map((store) => ({ credential: 'session-cookie' as const, store })),
  ...storesAt(places).map((store) => ({ credential: 'bearer' as const, store })),
  { credential: 'session-in-cookie', store: 'memory' },
]

/** What the server keeps, and what a login and a request cost it, as users log in. */
export async function measureGrowth(
  size: GrowthSize,
  places: Places,
  say: (line: string) => void,
): Promise<GrowthPart> {
  const rows: GrowthRow[] = []
  for (const subject of subjectsAt(places)) rows.push(await grow(subject, size, places, say))
  return { rounds: size.rounds, sizes: [...size.sizes], rows }
}

/** A server with so many logged-in users. */
interface Grown {
  users: number
  server: MeasuredServer
  headers: Record<string, string>
  /** Microseconds for each request, by round. */
  times: number[]
}

const filled = v.object({ bytes: v.number(), login: v.number() })

/** One credential in one store: a server for each size, so that the sizes can be measured in turn. */
export async function grow(
  { credential, store }: Subject,
  { rounds, requests, sizes }: GrowthSize,
  places: Places,
  say: (line: string) => void,
): Promise<GrowthRow> {
  const grown: Grown[] = []
  try {
    for (const users of sizes) {
      say(`${credential} in ${store}: ${users.toLocaleString('en')} users log in`)
      const server = await startSubject({ credential, store }, places, users)
      grown.push({ users, server, headers: await logIn(server), times: [] })
    }
    for (let round = 0; round <= rounds; round++) {
      say(`${credential} in ${store}: round ${round} of ${rounds}`)
      for (const { server, headers, times } of grown) {
        const { rate } = await load(server, headers, { requests, connections: CONNECTIONS })
        // The first round only warms up.
        if (round > 0) times.push(1e6 / rate)
      }
    }
    const least = grown[0]?.times ?? []
    const points = grown.map(async ({ users, server, times }) => ({
      users,
      ...(await server.ask('what is known', filled)),
      request: spreadOf(times),
      ratio: spreadOf(times.map((time, round) => time / (least[round] ?? Number.NaN))),
    }))
    return { credential, store, points: await Promise.all(points) }
  } finally {
    await Promise.all(grown.map(({ server }) => server.close()))
  }
}
