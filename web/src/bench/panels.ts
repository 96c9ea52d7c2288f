import { BENCH_STORES, type GrowthPart, type GrowthRow } from '../../../api/lab/bench-report.ts'
import type { Credential } from '../../../api/settings/settings.ts'
import { storeName } from './figures.ts'

/** One store's curves. */
export interface Panel {
  title: string
  curves: Curve[]
}

export interface Curve {
  credential: Credential
  points: CurvePoint[]
}

export interface CurvePoint {
  users: number
  value: number
  /** From the least to the greatest round, where there were several. */
  spread?: { least: number; greatest: number }
}

/** A curve's value at each number of users. */
type Valued = (point: GrowthRow['points'][number]) => Omit<CurvePoint, 'users'>

/** Bytes that the server keeps for all users. */
export const kept: Valued = ({ bytes }) => ({ value: bytes })

/** Microseconds of processor time for each request. */
export const request: Valued = ({ request }) => ({ value: request.median, spread: request })

/** A panel for each store; what no store hears of stands in each, to be compared with. */
export function panels({ rows }: GrowthPart, valued: Valued): Panel[] {
  const curve = ({ credential, points }: GrowthRow): Curve => ({
    credential,
    points: points.map((point) => ({ users: point.users, ...valued(point) })),
  })
  const everywhere = rows.filter(({ credential }) => credential === 'session-in-cookie')
  const stores = BENCH_STORES.filter((store) => rows.some((row) => row.store === store))
  return stores.map((store) => ({
    title: `in ${storeName(store)}`,
    curves: [
      ...rows.filter((row) => row.store === store && row.credential !== 'session-in-cookie'),
      ...everywhere,
    ].map(curve),
  }))
}

/** The greatest value of all panels, so that they can share an axis. */
export const greatest = (all: readonly Panel[]): number =>
  Math.max(
    ...all.flatMap(({ curves }) =>
      curves.flatMap(({ points }) => points.map(({ value, spread }) => spread?.greatest ?? value)),
    ),
  )
