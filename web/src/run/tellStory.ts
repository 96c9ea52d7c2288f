import type { ExperimentView, WireEvent } from '../../../api/lab/interface.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import type { Login } from '../client/api.ts'
import { tokenStore } from '../client/create.ts'
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

/**
 * Tells a story in this browser, under an experiment of its own: the actions one after the other, by the page's own client.
 * @throws LabError where the lab does not answer
 */
export async function tellStory(
  settings: Settings,
  names: readonly ActionName[],
  { user, other }: Cast,
): Promise<ToldStory> {
  const experiment = await createExperiment(settings)
  const tokens = tokenStore(settings, experiment.id)
  const followed = followExperiment(experiment.id, { opened() {}, failed() {} })
  const stage = { experiment, followed, tokens }
  const actions: Action[] = []
  try {
    for (const name of names) {
      const after = seenSoFar(stage, actions)
      const action = { name, user, other, at: performance.now(), press: 1, requests: [], after, upTo: null }
      actions.push(action)
      await perform(action, stage)
    }
  } finally {
    followed.close()
    tokens.set(null)
  }
  const events = followed.events.value
  return { experiment, actions: actions.map((action) => told(action, events)), events }
}
