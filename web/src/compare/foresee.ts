import { TRANSFER } from '../../../api/hostile/attacks.ts'
import type { LabView } from '../../../api/lab/interface.ts'
import type { ScenarioRequest } from '../../browser/scenario.ts'
import type { Ask } from '../prediction/network.ts'
import { pressOf } from '../prediction/predict.ts'
import {
  openStory,
  type PredictedAction,
  type PredictedExchange,
  type Story,
} from '../prediction/predictStory.ts'
import { type ActionName, actionOf } from '../run/action.ts'
import { shortPath } from '../run/exchange.ts'
import type { Cast } from '../run/tellStory.ts'
import { type Forgery, forgeries } from './forgeries.ts'
import type { Values } from './rows.ts'
import { outlives, restarted } from './settings-facts.ts'
import {
  acceptance,
  bytesOfLines,
  forgedWords,
  isCredential,
  NO_COPY,
  NO_LOGIN,
  recognition,
} from './words.ts'

/** What will come of a side in one browser, by the model. */
export interface Foreseen {
  /** The story: log in, who am I, transfer, and who am I after a reload. */
  actions: PredictedAction[]
  values: Values
}

type Setting = Omit<Story, 'presses'>

/**
 * Tells the same as a run does, in the same order, in the model's browser.
 * @param waits seconds before each press, where a run has told them
 */
export async function foresee(
  setting: Setting,
  cast: Cast,
  { hostile }: LabView,
  ask: Ask,
  waits: readonly number[] = [],
): Promise<Foreseen> {
  const { page, network, load } = openStory(setting, ask)
  let presses = 0
  const press = (name: ActionName) => {
    presses += 1
    return { ...pressOf(name, cast), wait: waits[presses - 1] ?? 0 }
  }
  const [first, host] = [load(), new URL(setting.base).hostname]
  const login = await first(press('login'))
  const cookies = storedBy(login)
  const shown = page.documentCookie()
  const persists = cookies.some((name) => page.persists(host, name))
  const [me, transfer] = [await first(press('me')), await first(press('transfer'))]
  const reloaded = await load()(press('me'))
  await first(press('logout'))
  const after = await first(press('me'))

  const actions = [login, me, transfer, reloaded]
  const hops = actions.flatMap(({ exchanges }) => exchanges.flatMap((exchange) => exchange.hops))
  const known = recognition(gotOf(me)) === 'known'
  const bearer = setting.settings.credential === 'bearer' && recognition(gotOf(login)) === 'known'
  return {
    actions,
    values: {
      requests: hops.filter(({ request }) => !request.preflight).length,
      preflights: hops.filter(({ request }) => request.preflight).length,
      credential: bytesOfLines(hops.flatMap(({ request }) => request.headers).filter(isCredential)),
      cookie: cookies.some((name) => shown.includes(`${name}=`)) ? 'taken' : 'nothing',
      storage: bearer && setting.settings.token.keptIn !== 'memory' ? 'taken' : 'nothing',
      way: bearer ? 'taken' : 'nothing',
      reload: recognition(gotOf(reloaded)),
      closed: known ? outlives(setting.settings, persists) : NO_LOGIN,
      restart: known ? restarted(setting.settings) : NO_LOGIN,
      logout: recognition(gotOf(after)),
      copy: await copied(),
      ...(await forged()),
    },
  }

  async function copied(): Promise<string> {
    const copy: [string, string][] = bearer
      ? [['authorization', 'Bearer copied']]
      : cookies.length > 0
        ? [['cookie', cookies.map((name) => `${name}=copied`).join('; ')]]
        : []
    if (copy.length === 0) return NO_COPY
    const request = {
      method: 'GET',
      url: `${setting.base}/me`,
      headers: copy,
      body: null,
      preflight: false,
      hop: 0,
    }
    return acceptance((await network(request)).status)
  }

  async function forged(): Promise<Values> {
    const values: Values = {}
    for (const forgery of forgeries) {
      values[forgery.row] = known
        ? await foreseeForgery(setting, cast, hostile[forgery.source].http, forgery, ask)
        : NO_LOGIN
    }
    return values
  }
}

/** One forged transfer, in an experiment of its own as in the run. */
async function foreseeForgery(
  setting: Setting,
  cast: Cast,
  attacker: string,
  { means }: Forgery,
  ask: Ask,
): Promise<string> {
  const { page, network, load } = openStory(setting, ask)
  const act = load()
  for (const name of ['login', 'me'] as const) await act(pressOf(name, cast))
  let status = 0
  const outcome = await page
    .open(`${attacker}/`)
    .fetch(forgedRequest(setting.base, means), async (request) => {
      const answer = await network(request)
      if (!request.preflight) status = answer.status
      return answer
    })
  return forgedWords[
    status !== 201 ? 'stopped' : outcome.result === 'readable' ? 'executed and read' : 'executed'
  ]
}

/** As api/hostile/in-page.ts sends it. */
function forgedRequest(base: string, means: Forgery['means']): ScenarioRequest {
  const request = { url: `${base}/transfers`, method: 'POST', body: String(new URLSearchParams(TRANSFER)) }
  if (means === 'form') return { ...request, via: 'form' }
  const headers: [string, string][] = [['Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8']]
  return { ...request, headers, mode: 'no-cors', credentials: 'include' }
}

/** The cookies that a login's answer has set and the browser has stored. */
const storedBy = ({ exchanges }: PredictedAction): string[] =>
  exchanges.flatMap(({ outcome }) => outcome.setCookies.flatMap(({ name, stored }) => (stored ? [name] : [])))

const own = ({ name, exchanges }: PredictedAction): PredictedExchange | undefined =>
  exchanges.findLast(({ url }) => shortPath(url) === actionOf(name).path)

const gotOf = (action: PredictedAction) => own(action)?.got
