import type { Settings } from '../../api/settings/settings.ts'
import type { Case } from './cases.ts'

/** Each case leaves two cookies at most, and engines keep 180 of one domain. */
const MOST_CASES = 48

/** What engines keep of Partitioned cookies for one site under another: 10 KiB in all (CHIPS). Well below. */
const MOST_BYTES = 8000

/** How long the cookies of a case are, generously. */
const BYTES: Record<Settings['credential'], number> = {
  'session-cookie': 250,
  'session-in-cookie': 400,
  'jwt-cookie': 1200,
  bearer: 0,
}

/** Cases that may share a profile, in their order. */
export function* batches(cases: readonly Case[]): Generator<Case[]> {
  let batch: Case[] = []
  let bytes = 0
  for (const one of cases) {
    const more = BYTES[one.settings.credential]
    if (batch.length === MOST_CASES || bytes + more > MOST_BYTES) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(one)
    bytes += more
  }
  if (batch.length > 0) yield batch
}
