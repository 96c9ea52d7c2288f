import * as v from 'valibot'
import { BENCH_STORES, type UsersPart } from '../../api/lab/bench-report.ts'
import { runApart } from '../measure/measured-server.ts'
import { spreadOf } from '../measure/statistics.ts'
import { type Places, placeOf, storesAt } from './subject.ts'

/** How many users log in, and how often it is measured. */
export interface UsersSize {
  users: number
  rounds: number
}

const costs = v.array(
  v.object({
    credential: v.picklist(['session-cookie', 'session-in-cookie', 'jwt-cookie', 'bearer']),
    store: v.picklist(BENCH_STORES),
    server: v.number(),
    browser: v.number(),
  }),
)

/** Bytes for each logged-in user. Stores do not disturb one another, so they are measured side by side. */
export async function measureUsers(
  { users, rounds }: UsersSize,
  places: Places,
  say: (line: string) => void,
): Promise<UsersPart> {
  const program = new URL('users-apart.ts', import.meta.url)
  const found: v.InferOutput<typeof costs>[] = []
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`)
    const apart = storesAt(places).map((store) =>
      runApart(program, [store, placeOf(store, places), String(users)]),
    )
    found.push((await Promise.all(apart)).flatMap((answer) => v.parse(costs, answer)))
  }
  const rows = (found[0] ?? []).map(({ credential, store, browser }, row) => {
    const server = spreadOf(found.flatMap((round) => round[row]?.server ?? []))
    return { credential, store, server, browser }
  })
  return { users, rounds, rows }
}
