// The API over one store, under measurement in a process of its own; asked anything, it tells what its users' logins came to.
import * as v from 'valibot'
import { BENCH_STORES } from '../../api/lab/bench-report.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import type { Store } from '../../api/store/store.ts'
import { apiServer } from '../measure/api-server.ts'
import { serveMeasured } from '../measure/serve-measured.ts'
import { fill } from './fill.ts'
import { openKept } from './kept.ts'
import { manyUsers } from './logins.ts'

const { credential, algorithm, store, place, loggedIn } = v.parse(
  v.object({
    credential: v.string(),
    algorithm: v.string(),
    store: v.picklist(BENCH_STORES),
    place: v.string(),
    loggedIn: v.number(),
  }),
  JSON.parse(process.argv[2] ?? ''),
)
const kept = await openKept(store, place)
const users = manyUsers(loggedIn)

// Balances are in memory whatever keeps the logins: `GET /me` tells one, and that is not what is compared.
const apiOver = (over: Store) =>
  apiServer({ credential, token: { algorithm } }, { ...over, accounts: memoryStore().accounts }, users)

if (loggedIn === 0) serveMeasured(await apiOver(kept.store))
else {
  const { listener, ...filled } = await fill(apiOver, kept, loggedIn)
  serveMeasured(listener, filled)
}
