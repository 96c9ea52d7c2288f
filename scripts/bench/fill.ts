import type { RequestListener } from 'node:http'
import type { Store } from '../../api/store/store.ts'
import { processorTime } from '../measure/serve-measured.ts'
import type { Kept } from './kept.ts'
import { bytesInBrowser, logInUsers, mistype } from './logins.ts'

/** What came of it that many users logged in. */
export interface Filled {
  /** Bytes that are kept for all of them together. */
  bytes: number
  /** Microseconds of processor time for each of the last tenth of the logins. */
  login: number
  /** Bytes that the browser of one of them keeps. */
  browser: number
}

/** Logins before the first look, so that all that they need once is there. */
const WARM_UP = 200

/** Users log in, each once, over an empty store. @param apiOver the API over a store */
export async function fill(
  apiOver: (store: Store) => Promise<RequestListener>,
  kept: Kept,
  users: number,
): Promise<Filled & { listener: RequestListener }> {
  const listener = await apiOver(kept.store)
  await logInUsers(await apiOver(kept.spare), 0, Math.min(users, WARM_UP))
  let before = await kept.bytes()
  // The limit on logins keeps a counter in memory for each user for an hour, with any credential alike. A wrong password makes
  // it, and once it was found again and the garbage collected, V8 makes it no smaller.
  for (let time = 0; kept.inMemory && time < 2; time++) {
    await mistype(listener, 0, users)
    before = await kept.bytes()
  }
  const first = users - Math.ceil(users / 10)
  if (first > 0) await logInUsers(listener, 0, first)
  const began = processorTime()
  const answer = await logInUsers(listener, first, users)
  const login = (processorTime() - began) / (users - first)
  return { listener, bytes: (await kept.bytes()) - before, login, browser: bytesInBrowser(answer) }
}
