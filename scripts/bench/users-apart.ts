// Bytes for each logged-in user in one store, with each credential in turn, in a process of its own.
import * as v from 'valibot'
import { BENCH_STORES } from '../../api/lab/bench-report.ts'
import { apiServer } from '../measure/api-server.ts'
import { fill } from './fill.ts'
import { openKept } from './kept.ts'
import { manyUsers } from './logins.ts'

const [store, place, count] = v.parse(
  v.tuple([v.picklist(BENCH_STORES), v.string(), v.pipe(v.string(), v.transform(Number))]),
  process.argv.slice(2),
)
const users = manyUsers(count)

async function measure(credential: string, loggedIn = count) {
  const kept = await openKept(store, place)
  const { bytes, browser } = await fill((over) => apiServer({ credential }, over, users), kept, loggedIn)
  return { credential, store, server: bytes / count, browser }
}

process.once('disconnect', () => process.exit())
// What a process lets go of in its beginning is not counted as anybody's.
if (store === 'memory') await measure('session-cookie', Math.min(count, 50))
const costs = []
for (const credential of ['session-cookie', 'session-in-cookie', 'jwt-cookie', 'bearer']) {
  costs.push(await measure(credential))
}
process.send?.(costs)
