import type { ExperimentView } from '../../../api/lab/interface.ts'
import type { Api } from '../client/api.ts'
import { createClient } from '../client/create.ts'
import type { Note } from '../client/recorder.ts'
import type { TokenStore } from '../client/tokens.ts'
import type { FollowedExperiment } from '../lab/followExperiment.ts'
import { type Action, call } from './action.ts'
import type { ScriptRequest } from './exchange.ts'

/** Where an action is done: the experiment, what its server sees, and where the page keeps its tokens. */
export interface Stage {
  experiment: ExperimentView
  followed: FollowedExperiment
  tokens: TokenStore
}

/**
 * Does an action with the page's own client in this browser. Its requests are noted in it as they go, and at its end up to
 * which of the server's events it goes. A refused or blocked request is a result.
 * @throws LabError where the lab does not answer; whatever kept the script from making a request at all
 */
export async function perform(action: Action, stage: Stage): Promise<void> {
  const failure = await call(clientFor(stage, action.requests), action).then(
    () => null,
    (error: unknown) => error,
  )
  try {
    action.upTo = await stage.followed.caughtUp(action.after)
  } finally {
    action.upTo ??= seenSoFar(stage, [action])
  }
  if (failure !== null && action.requests.length === 0) throw failure
}

/** The number of the last request that the server has seen, as far as the page knows. */
export const seenSoFar = ({ experiment, followed }: Stage, actions: readonly Action[]) =>
  Math.max(experiment.received, followed.last(), ...actions.map(({ upTo }) => upTo ?? 0))

/** A client that notes its requests in the given list. */
function clientFor({ experiment, tokens }: Stage, requests: ScriptRequest[]): Api<unknown> {
  const { settings, bases } = experiment
  const base = bases[settings.relation]
  if (base === null) throw new Error('The lab has no origin for this relation.')
  const note: Note = (request) => {
    requests.push({ ...request, started: performance.now(), duration: null, got: null })
    const entry = requests.at(-1)
    return (got) => {
      if (!entry) return
      entry.duration = performance.now() - entry.started
      entry.got = got
    }
  }
  return createClient(settings, base, tokens, note)
}
