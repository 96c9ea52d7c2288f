import type { Got } from '../../client/recorder.ts'
import { cookieValue, putCookies } from '../../trial/scriptCookies.ts'
import { statusOf, type Visit } from '../stage.ts'
import type { Trial } from './trial.ts'

/** As long as an id of the API, and known to whoever planted it. */
const PLANTED = 'planted'.padEnd(43, '-')

export const fixation: Trial<'fixation'> = {
  async run(stage) {
    const visit = await stage.visit({ 'cookie.httpOnly': false })
    const planted = await meWith(visit, PLANTED)
    await visit.login()
    const first = idOf(visit)
    const plantedAfter = await meWith(visit, PLANTED)
    const earlier = await meWith(visit, first)
    await visit.login()
    const second = idOf(visit)
    return {
      planted,
      changed: first && first !== PLANTED && second !== first ? 'yes' : 'no',
      plantedAfter,
      earlier,
      earlierAfter: await meWith(visit, first),
      own: await meWith(visit, second),
    }
  },
  judge: ({ changed, plantedAfter, earlierAfter, own }) =>
    changed === 'yes' && plantedAfter === '401' && earlierAfter === '401' && own === '200'
      ? 'holds'
      : 'fails',
}

const idOf = ({ id }: Visit) => cookieValue(`sid-${id}`)

/** Asks who one is, with a session id in place of the present one. */
async function meWith(visit: Visit, sessionId: string): Promise<string> {
  putCookies([`sid-${visit.id}=${sessionId}`])
  const got: Got = await visit.ask((client) => client.me())
  return statusOf(got)
}
