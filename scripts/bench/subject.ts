import type { BenchStore } from '../../api/lab/bench-report.ts'
import type { Credential } from '../../api/settings/settings.ts'
import type { Algorithm } from '../../api/tokens/verify-token.ts'
import { type MeasuredServer, startServer } from '../measure/measured-server.ts'

/** What is measured: the API with a credential, over a store. */
export interface Subject {
  credential: Credential
  store: BenchStore
  /** Left out, HS256. */
  algorithm?: Algorithm
}

/** Where the measured stores keep their things. */
export interface Places {
  folder: string
  /** The URL of a Redis; null where there is none on this machine. */
  redis: string | null
}

/** The stores that can be measured here. */
export const storesAt = ({ redis }: Places): BenchStore[] => [
  'memory',
  'sqlite',
  ...(redis === null ? [] : (['redis'] as const)),
]

/** Where a store keeps its things: see `openKept`. */
export const placeOf = (store: BenchStore, { folder, redis }: Places): string =>
  (store === 'redis' ? redis : folder) ?? ''

/** Starts the API in a process of its own. @param loggedIn how many users log in before, see `fill` */
export function startSubject(subject: Subject, places: Places, loggedIn = 0): Promise<MeasuredServer> {
  const { credential, store, algorithm = 'HS256' } = subject
  const told = { credential, store, algorithm, place: placeOf(store, places), loggedIn }
  return startServer(new URL('server.ts', import.meta.url), [JSON.stringify(told)])
}
