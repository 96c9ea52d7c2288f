import type { LabView } from '../../../api/lab/interface.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import { AttackError, runAttack } from '../attacks/runAttack.ts'
import type { TokenStore } from '../client/tokens.ts'
import { visibleCookies } from '../prediction/compareStory.ts'
import { pressesOf } from '../prediction/predict.ts'
import { actionOf, type ToldAction } from '../run/action.ts'
import { shortPath } from '../run/exchange.ts'
import { beginStory, type Cast, type ToldStory } from '../run/tellStory.ts'
import type { HostileWindow } from '../trial/hostileWindow.ts'
import { copyCookies, putCookies, setCookie } from '../trial/scriptCookies.ts'
import type { SideValues } from './cells.ts'
import { forgeries } from './forgeries.ts'
import { reach } from './reach.ts'
import { rowOf, type Values } from './rows.ts'
import { beyondThePage } from './settings-facts.ts'
import { acceptance, forgedWords, NO_LOGIN, recognition } from './words.ts'

/** What came of a side in this browser. */
export interface Ran extends Pick<SideValues, 'untried'> {
  /** The experiment under which the story was told. */
  experiment: string
  /** Seconds before each press, up to the question after the logout. */
  waits: number[]
  /** The story: log in, who am I, transfer, and who am I after a reload. */
  actions: ToldAction[]
  /** Names in document.cookie while somebody was logged in. */
  visible: ReadonlySet<string>
  values: Values
}

interface Place {
  lab: LabView
  cast: Cast
  window: HostileWindow | null
  /** Hears what is run just now. */
  tell(step: string): void
}

/** Runs a side in this browser: the story, what follows it, what script reaches, and the forged transfers. Nothing is left logged in. */
export async function runSide(settings: Settings, place: Place): Promise<Ran> {
  place.tell('the story')
  const told = await runStory(settings, place.cast)
  place.tell('what a script can reach')
  const reached = await reach(settings, place)
  const forged = told.known ? await forge(settings, place) : { values: noLogin(), untried: {} }
  return {
    experiment: told.experiment,
    waits: told.waits,
    actions: told.actions,
    visible: told.visible,
    values: { ...told.values, ...reached, ...forged.values },
    untried: { ...beyondThePage, ...told.untried, ...forged.untried },
  }
}

async function runStory(settings: Settings, cast: Cast) {
  const story = await beginStory(settings, cast)
  const base = story.experiment.bases[settings.relation] ?? ''
  try {
    const first = story.load()
    await first.act('login')
    const visible = visibleCookies()
    for (const name of ['me', 'transfer'] as const) await first.act(name)
    await story.load().act('me')
    const copy = copyOf(story.experiment.id, first.tokens)
    for (const name of ['logout', 'me'] as const) await first.act(name)
    const accepted = copy && (await tryCopy(`${base}/me`, copy))
    const untried = copy ? 'no page can read the answer' : 'no page can copy this credential'
    const { actions, events } = story.told()
    const [, me, , reloaded, , after] = actions
    const known = recognition(gotOf(me)) === 'known'
    return {
      experiment: story.experiment.id,
      waits: pressesOf(actions).map(({ wait }) => wait),
      actions: actions.slice(0, 4),
      visible,
      known,
      values: {
        ...counted(events, reloaded),
        reload: recognition(gotOf(reloaded)),
        logout: recognition(gotOf(after)),
        ...(accepted !== null && { copy: accepted }),
      },
      untried: accepted === null ? { copy: untried } : {},
    }
  } finally {
    story.close()
  }
}

/** The script's last request to an action's own address, and what it got. */
const gotOf = (action: ToldAction | undefined) =>
  action?.exchanges.findLast(({ script }) => shortPath(script.url) === actionOf(action.name).path)?.script
    .got ?? undefined

/** What the server has counted up to the end of an action. */
function counted(events: ToldStory['events'], last: ToldAction | undefined): Values {
  const own = events.filter(({ number }) => number <= (last?.upTo ?? 0)).map(({ request }) => request)
  const sum = (of: 'head' | 'credential') => own.reduce((total, { bytes }) => total + bytes[of], 0)
  return {
    requests: own.filter(({ preflight }) => !preflight).length,
    preflights: own.filter(({ preflight }) => preflight).length,
    credential: sum('credential'),
    heads: sum('head'),
  }
}

/** What a thief could have: a token, or cookies that script can read. */
type Copy = { token: string } | { cookies: string[] }

function copyOf(experiment: string, tokens: TokenStore): Copy | null {
  const token = tokens.get()?.accessToken
  if (token !== undefined) return { token }
  const cookies = copyCookies(experiment)
  return cookies.length > 0 ? { cookies } : null
}

/** Asks with a copy; null where no answer could be read. */
async function tryCopy(url: string, copy: Copy): Promise<string | null> {
  if ('cookies' in copy) putCookies(copy.cookies)
  const init: RequestInit =
    'token' in copy ? { headers: { Authorization: `Bearer ${copy.token}` } } : { credentials: 'include' }
  const answer = await fetch(url, init).catch(() => null)
  if ('cookies' in copy)
    for (const pair of copy.cookies) setCookie(`${pair.split('=')[0]}=; Path=/; Max-Age=0`)
  return answer && acceptance(answer.status)
}

const noLogin = (): Values => Object.fromEntries(forgeries.map(({ row }) => [row, NO_LOGIN]))

async function forge(
  settings: Settings,
  { lab, cast, window, tell }: Place,
): Promise<Pick<Ran, 'values' | 'untried'>> {
  const [values, untried]: [Values, Ran['untried']] = [{}, {}]
  for (const { row, ...deed } of forgeries) {
    tell(`a forged transfer: ${rowOf(row).label}`)
    try {
      const { outcome } = await runAttack(deed, settings, { lab, victim: cast.user, window })
      values[row] = forgedWords[outcome]
    } catch (error) {
      if (!(error instanceof AttackError)) throw error
      untried[row] = error.message
    }
  }
  return { values, untried }
}
