import type { ExperimentView, WireEvent } from '../../../api/lab/interface.ts'
import type { Relation, Settings } from '../../../api/settings/settings.ts'
import { SAME_HOST } from '../../claims/claim.ts'
import type { Api } from '../client/api.ts'
import { createClient, tokenStore } from '../client/create.ts'
import { type Got, recordedFetch } from '../client/recorder.ts'
import type { TokenStore } from '../client/tokens.ts'
import { createExperiment } from '../lab/control.ts'
import { type Moved, settingsOf } from '../settings/moved.ts'
import type { Place } from '../trial/place.ts'
import { watchExperiment } from '../trial/watchExperiment.ts'

/** What a claim's run is made with: experiments, which are ended with it. */
export interface Stage extends Place {
  /** A new experiment, on the page's host where the knobs say nothing else. */
  visit(knobs: Moved): Promise<Visit>
}

/** An experiment, and the page's ways into it. */
export interface Visit extends ExperimentView {
  tokens: TokenStore
  /** The base URL of the API, for the experiment's own relation or another. */
  base(relation?: Relation): string
  /** Lets the page's own client do something. @returns what the script got in the end */
  ask(call: (client: Api<unknown>) => Promise<unknown>, relation?: Relation): Promise<Got>
  login(relation?: Relation): Promise<Got>
  /** Does something. @returns what the server saw meanwhile */
  seen(act: () => Promise<unknown>): Promise<WireEvent[]>
}

/** Runs something on a stage, and afterwards logs out of every experiment that it made. */
export async function onStage<T>(place: Place, act: (stage: Stage) => Promise<T>): Promise<T> {
  const visits: Visit[] = []
  try {
    return await act({
      ...place,
      async visit(knobs) {
        const visit = await openVisit(place, knobs)
        visits.push(visit)
        return visit
      },
    })
  } finally {
    for (const visit of visits) {
      await visit.ask((client) => client.logout())
      visit.tokens.set(null)
    }
  }
}

/** The settings of a trial's experiment. @param secure whether this browser stores cookies with Secure over http */
export const settingsFor = (secure: boolean, knobs: Moved): Settings =>
  settingsOf({ ...SAME_HOST, 'cookie.secure': secure, ...knobs })

async function openVisit({ secure, victim }: Place, knobs: Moved): Promise<Visit> {
  const settings = settingsFor(secure, knobs)
  const view = await createExperiment(settings)
  const tokens = tokenStore(settings, view.id)
  const base = (relation: Relation = settings.relation) => view.bases[relation] ?? ''

  async function ask(call: (client: Api<unknown>) => Promise<unknown>, relation?: Relation): Promise<Got> {
    const got: Got[] = []
    const client = createClient(settings, base(relation), tokens, () => (one) => got.push(one))
    await call(client).catch(() => undefined)
    return got.at(-1) ?? { kind: 'blocked', error: 'No request was made.' }
  }

  return {
    ...view,
    tokens,
    base,
    ask,
    login: (relation) => ask((client) => client.login(victim), relation),
    async seen(act) {
      // Opened for the moment alone: a browser has six connections to a host, and this keeps one of them.
      const watch = watchExperiment(view.id)
      try {
        const before = await watch.received()
        await act()
        return await watch.between(before, await watch.received())
      } finally {
        watch.close()
      }
    },
  }
}

/** What a script gets for a request of its own. */
export async function fetched(url: string, init: RequestInit = {}): Promise<Got> {
  let got: Got = { kind: 'blocked', error: '' }
  const note = () => (one: Got) => {
    got = one
  }
  await recordedFetch(note)(url, init).catch(() => undefined)
  return got
}

/** What the script got, in a word: the status, or `blocked`. */
export const statusOf = (got: Got): string => (got.kind === 'readable' ? String(got.status) : got.kind)

/** What a bearer of a token gets. */
export const withToken = (url: string, token: string | undefined): Promise<Got> =>
  fetched(url, { headers: { Authorization: `Bearer ${token}` } })
