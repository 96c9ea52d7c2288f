import type { ExperimentView, WireEvent } from '../../../api/lab/interface.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import type { Login } from '../client/api.ts'
import { tokenStore } from '../client/create.ts'
import type { TokenStore } from '../client/tokens.ts'
import { createExperiment } from '../lab/control.ts'
import { followExperiment } from '../lab/followExperiment.ts'
import { type Action, type ActionName, type ToldAction, told } from './action.ts'
import { perform, seenSoFar } from './perform.ts'

/** Who acts in a story. */
export interface Cast {
  /** Who logs in. */
  user: Login
  /** To whom a transfer goes. */
  other: string
}

/** A story as it went in this browser. */
export interface ToldStory {
  experiment: ExperimentView
  actions: ToldAction[]
  /** What the server saw, preflights too. */
  events: readonly WireEvent[]
}

/** A story under way in this browser, under an experiment of its own. */
export interface StoryUnderWay {
  experiment: ExperimentView
  /** The page loaded, at first or anew: what it kept in a variable before is gone, what it kept in storage is there. */
  load(): LoadedPage
  /** What has come of it so far. */
  told(): ToldStory
  /** Closes the stream and takes what was kept in storage away. */
  close(): void
}

export interface LoadedPage {
  /** Where this page keeps its tokens. */
  tokens: TokenStore
  /** Does something by the page's own client. */
  act(name: ActionName): Promise<void>
}

/** @throws LabError where the lab does not answer */
export async function beginStory(settings: Settings, { user, other }: Cast): Promise<StoryUnderWay> {
  const experiment = await createExperiment(settings)
  const followed = followExperiment(experiment.id, { opened() {}, failed() {} })
  const actions: Action[] = []

  function load(): LoadedPage {
    const tokens = tokenStore(settings, experiment.id)
    const stage = { experiment, followed, tokens }
    return {
      tokens,
      async act(name) {
        const after = seenSoFar(stage, actions)
        const action = { name, user, other, at: performance.now(), press: 1, requests: [], after, upTo: null }
        actions.push(action)
        await perform(action, stage)
      },
    }
  }

  return {
    experiment,
    load,
    told() {
      const events = followed.events.value
      return { experiment, actions: actions.map((action) => told(action, events)), events }
    },
    close() {
      followed.close()
      load().tokens.set(null)
    },
  }
}

/**
 * Tells a story in this browser, under an experiment of its own: the actions one after the other, by the page's own client.
 * @throws LabError where the lab does not answer
 */
export async function tellStory(
  settings: Settings,
  names: readonly ActionName[],
  cast: Cast,
): Promise<ToldStory> {
  const story = await beginStory(settings, cast)
  try {
    const { act } = story.load()
    for (const name of names) await act(name)
  } finally {
    story.close()
  }
  return story.told()
}
