import type { SpeedPart, SpeedRow } from '../../api/lab/bench-report.ts'
import { type Load, load, logIn } from '../measure/measured-server.ts'
import { percentile, spreadOf } from '../measure/statistics.ts'
import { type Places, type Subject, startSubject, storesAt } from './subject.ts'

export interface SpeedSize {
  /** Requests of each row before the first round, so that all code is compiled. */
  warmUp: number
  rounds: number
  /** Requests of each row in each round, at `connections` and then at one. */
  requests: number
  connections: number
}

/** The first is what the others are compared with. Where no login is looked up, the store has nothing to do. */
const subjectsAt = (places: Places): Subject[] => [
  ...storesAt(places).map((store) => ({ credential: 'session-cookie' as const, store })),
  { credential: 'session-in-cookie', store: 'memory' },
  { credential: 'bearer', store: 'memory', algorithm: 'HS256' },
  { credential: 'bearer', store: 'memory', algorithm: 'RS256' },
]

interface Round {
  busy: Load
  /** One request at a time. */
  alone: Load
}

/** `GET /me` by each credential, in turn, round after round. */
export async function measureSpeed(
  { warmUp, rounds, requests, connections }: SpeedSize,
  places: Places,
  say: (line: string) => void,
): Promise<SpeedPart> {
  const subjects = subjectsAt(places)
  const running = await Promise.all(subjects.map((subject) => startSubject(subject, places)))
  try {
    const headers = await Promise.all(running.map(logIn))
    const measured: Round[][] = subjects.map(() => [])
    say('warming up')
    for (const [row, server] of running.entries()) {
      await load(server, headers[row] ?? {}, { requests: warmUp, connections })
    }
    for (let round = 1; round <= rounds; round++) {
      say(`round ${round} of ${rounds}`)
      for (const [row, server] of running.entries()) {
        const busy = await load(server, headers[row] ?? {}, { requests, connections })
        const alone = await load(server, headers[row] ?? {}, { requests, connections: 1 })
        measured[row]?.push({ busy, alone })
      }
    }
    const base = measured[0] ?? []
    return {
      ...{ rounds, requests, connections },
      rows: subjects.map((subject, row) => rowOf(subject, measured[row] ?? [], base)),
    }
  } finally {
    await Promise.all(running.map((server) => server.close()))
  }
}

function rowOf(subject: Subject, rounds: readonly Round[], base: readonly Round[]): SpeedRow {
  const latency = (hundredths: number) =>
    spreadOf(rounds.map(({ alone }) => percentile(alone.latencies, hundredths)))
  return {
    credential: subject.credential,
    store: subject.credential === 'session-cookie' ? subject.store : null,
    algorithm: subject.algorithm ?? null,
    rate: spreadOf(rounds.map(({ busy }) => busy.rate)),
    ratio: spreadOf(rounds.map(({ busy }, round) => busy.rate / (base[round]?.busy.rate ?? Number.NaN))),
    throughput: spreadOf(rounds.map(({ busy }) => busy.throughput)),
    latency: { p50: latency(50), p95: latency(95), p99: latency(99) },
  }
}
