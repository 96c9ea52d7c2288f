import type { Settings } from '../../../../api/settings/settings.ts'
import type { Moved } from '../../settings/moved.ts'
import { fetched, type Stage, statusOf, withToken } from '../stage.ts'
import { me } from './cookies-are-sent.ts'
import type { Trial } from './trial.ts'

/** On the page's own origin no preflight takes a turn: the login is the first server's, what follows the second's. */
const SAME_ORIGIN = { relation: 'same-origin' }

export const oneServer: Trial<'one-server'> = {
  async run(stage) {
    return {
      ownStores: await secondServer(stage, { 'wire.servers': 'own-stores' }),
      sharedStore: await secondServer(stage, { 'wire.servers': 'shared-store' }),
      inCookie: await secondServer(stage, { 'wire.servers': 'own-stores', credential: 'session-in-cookie' }),
      token: await secondServer(stage, { 'wire.servers': 'own-stores', credential: 'bearer' }),
      refresh: await refreshAtSecond(stage),
      hostOnly: await otherHost(stage, {}),
      domain: await otherHost(stage, { 'cookie.domain': 'app.localhost' }),
      serviceSession: await sessionAtService(stage),
      serviceHs256: await tokenAtService(stage, 'HS256'),
      serviceRs256: await tokenAtService(stage, 'RS256'),
    }
  },
  judge({ ownStores, sharedStore, inCookie, token, domain, refresh, serviceHs256, serviceRs256 }) {
    const sessions = [ownStores, sharedStore, inCookie, domain === 'sent, 200' ? '200' : '401']
    const tokens = [token, refresh, serviceHs256, serviceRs256]
    if (sessions.every((seen) => seen !== '200') && tokens.every((seen) => seen === '200')) return 'holds'
    return [...sessions, ...tokens].some((seen) => seen === '200') ? 'depends' : 'fails'
  },
}

async function secondServer(stage: Stage, knobs: Moved): Promise<string> {
  const visit = await stage.visit({ ...SAME_ORIGIN, ...knobs })
  await visit.login()
  return statusOf(await visit.ask((client) => client.me()))
}

async function refreshAtSecond(stage: Stage): Promise<string> {
  const visit = await stage.visit({ ...SAME_ORIGIN, 'wire.servers': 'own-stores', credential: 'bearer' })
  await visit.login()
  return statusOf(await visit.ask((client) => client.refresh()))
}

/** Logs in at api.app.localhost and asks app.localhost. */
async function otherHost(stage: Stage, knobs: Moved): Promise<string> {
  const visit = await stage.visit({ relation: 'subdomain', ...knobs })
  await visit.login()
  return me(visit, visit.base('other-port'), 'include')
}

async function sessionAtService(stage: Stage): Promise<string> {
  const visit = await stage.visit({})
  await visit.login()
  return statusOf(await fetched(reportsOf(stage, visit.id), { credentials: 'include' }))
}

async function tokenAtService(stage: Stage, algorithm: Settings['token']['algorithm']): Promise<string> {
  const visit = await stage.visit({ credential: 'bearer', 'token.algorithm': algorithm })
  await visit.login()
  return statusOf(await withToken(reportsOf(stage, visit.id), visit.tokens.get()?.accessToken))
}

const reportsOf = ({ lab }: Stage, id: string) => `${lab.reports}/x/${id}/reports`
