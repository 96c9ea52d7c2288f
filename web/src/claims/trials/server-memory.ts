import type { BenchReport, UserCost } from '../../../../api/lab/bench-report.ts'
import { type Trial, TrialError } from './trial.ts'

/** Bytes for each user under which nothing is kept: what is left is the noise of measuring a heap. */
const NOISE = 100

export const serverMemory: Trial<'server-memory'> = {
  async run(stage) {
    const report = await stage.measure('users')
    const session = inMemory(report, 'session-cookie')
    const inCookie = inMemory(report, 'session-in-cookie')
    const bearer = inMemory(report, 'bearer')
    return {
      session: Math.round(session.median),
      inCookie: Math.round(inCookie.median),
      bearer: Math.round(bearer.median),
      sessionKept: kept(session),
      inCookieKept: kept(inCookie),
      tokenKept: kept(bearer),
    }
  },
  judge({ sessionKept, inCookieKept, tokenKept }) {
    if (sessionKept === 'no') return 'fails'
    return inCookieKept === 'yes' && tokenKept === 'no' ? 'holds' : 'depends'
  },
}

/** What the server keeps in its memory for each user. */
function inMemory({ users }: BenchReport, credential: UserCost['credential']): UserCost['server'] {
  const row = users?.rows.find((one) => one.credential === credential && one.store === 'memory')
  if (!row) throw new TrialError('The lab did not measure what its memory keeps: run it once more.')
  return row.server
}

const kept = ({ median }: UserCost['server']) => (median > NOISE ? 'yes' : 'no')
