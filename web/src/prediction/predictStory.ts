import type { Settings } from '../../../api/settings/settings.ts'
import type { AsyncNetwork } from '../../browser/network.ts'
import { type OpenPage, openPage } from '../../browser/predict.ts'
import type { ExchangeOutcome, Scenario } from '../../browser/scenario.ts'
import type { Login } from '../client/api.ts'
import { createClient } from '../client/create.ts'
import type { Got, Note } from '../client/recorder.ts'
import { inMemory } from '../client/tokens.ts'
import { type ActionName, call } from '../run/action.ts'
import { type Ask, type Hop, rehearsedNetwork } from './network.ts'
import { modelTransport } from './transport.ts'

/** A press of a key, as far as it matters to what comes of it. */
export interface StoryPress {
  name: ActionName
  /** Who logs in, or asks. */
  user: Login
  /** To whom a transfer goes. */
  other: string
  /** Seconds since the press before. */
  wait: number
}

/** What is asked of the API in one browser, from the moment at which an experiment begins. */
export interface Story {
  browser: Scenario['browser']
  /** The page's origin. */
  page: string
  settings: Settings
  /** The experiment's id, which its cookies have in their names. */
  id: string
  /** The experiment's base URL. */
  base: string
  presses: readonly StoryPress[]
}

/** One request as the client would make it, and what would come of it. */
export interface PredictedExchange {
  method: string
  url: string
  /** What the script would get. */
  got: Got
  outcome: ExchangeOutcome
  /** What would reach the API, preflights too. */
  hops: Hop[]
}

export interface PredictedAction {
  name: ActionName
  exchanges: PredictedExchange[]
}

/** Does in the page what a press asks for. */
export type Act = (press: StoryPress) => Promise<PredictedAction>

/** A story in a model browser, to be told press by press. */
export interface OpenStory {
  /** The page loaded, at first or anew: what it kept in a variable before is gone, what it kept in storage is there. */
  load(): Act
  page: OpenPage
  /** The lab's answers, in the same story. */
  network: AsyncNetwork
}

/** The client's own code over a model browser, over what the lab would answer. */
export function openStory(story: Omit<Story, 'presses'>, ask: Ask): OpenStory {
  const page = openPage({ browser: story.browser, page: story.page }, { steps: true })
  const stored = inMemory()
  let hops: Hop[] = []
  let made: Partial<PredictedExchange>[] = []
  let wait = 0
  const network = rehearsedNetwork(ask, story, (hop) => hops.push(hop))

  const transport = modelTransport(async (request) => {
    hops = []
    const outcome = await page.fetch(request, network, wait)
    wait = 0
    Object.assign(made.at(-1) ?? {}, { outcome, hops })
    return { outcome, answer: hops.at(-1)?.answer ?? { status: 0, headers: [], body: '', server: 1 } }
  })
  const note: Note = (request) => {
    const exchange: Partial<PredictedExchange> = { ...request }
    made.push(exchange)
    return (got) => {
      exchange.got = got
    }
  }

  return {
    page,
    network,
    load() {
      const tokens = story.settings.token.keptIn === 'memory' ? inMemory() : stored
      return async (press) => {
        made = []
        wait = press.wait
        // As the page does: a client for each press, which remembers nothing but its tokens.
        const client = createClient(story.settings, story.base, tokens, note, transport)
        // A refused or blocked request is a result, and noted.
        await call(client, press).catch(() => undefined)
        return { name: press.name, exchanges: made.filter(isComplete) }
      }
    },
  }
}

/** What comes of a story's presses, one after the other in one page. */
export async function predictStory(story: Story, ask: Ask): Promise<PredictedAction[]> {
  const act = openStory(story, ask).load()
  const actions: PredictedAction[] = []
  for (const press of story.presses) actions.push(await act(press))
  return actions
}

const isComplete = (exchange: Partial<PredictedExchange>): exchange is PredictedExchange =>
  exchange.outcome !== undefined && exchange.got !== undefined
