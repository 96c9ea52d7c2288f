import { computed, ref, shallowRef, watch, watchEffect } from 'vue'
import type { ExperimentView } from '../../../api/lab/interface.ts'
import type { Api } from '../client/api.ts'
import { createClient, tokenStore } from '../client/create.ts'
import type { Note } from '../client/recorder.ts'
import { inMemory, type TokenStore } from '../client/tokens.ts'
import { useExperiment } from '../lab/useExperiment.ts'
import { useLab } from '../lab/useLab.ts'
import { type Action, type ActionName, actionOf, call } from './action.ts'
import { pair, type ScriptRequest } from './exchange.ts'
import { type Headline, headline } from './headline.ts'

const { current, events, outdated, start, follow, resume, makeSure, forget, fail, caughtUp } = useExperiment()
const { user, other, trouble, report } = useLab()

const actions = ref<Action[]>([])
/** What the press under way has still to ask. */
const upcoming = shallowRef<readonly ActionName[]>([])
const running = shallowRef<{ title: string; since: number } | null>(null)
const tokens = shallowRef<TokenStore>(inMemory())
/** Counts what may have changed the tokens or document.cookie: neither tells of its changes. */
const settledCount = shallowRef(0)

let presses = 0
let clears = 0
let queue: Promise<void> = Promise.resolve()

/** The story that Run tells. */
const story: readonly ActionName[] = ['login', 'me']

const ledger = computed(() =>
  actions.value.map((action) => {
    const { after, upTo } = action
    const mine = events.value.filter(({ number }) => number > after && (upTo === null || number <= upTo))
    return { ...action, exchanges: pair(action.requests, mine, upTo !== null) }
  }),
)

const latest = computed(() => {
  const last = ledger.value.at(-1)?.press
  return headline(
    ledger.value.filter(({ press }) => press === last),
    ledger.value.filter(({ press }) => press !== last),
  )
})

/** What the last press came to; while the next one runs, still that. */
const verdict = shallowRef<Headline | null>(null)
watch([latest, running], () => {
  if (latest.value || !running.value) verdict.value = latest.value
})

/** Whether the experiment's first request stands in the ledger: a reload keeps the experiment, not the ledger. */
const fromTheBeginning = computed(() => actions.value[0]?.after === 0)

/** How often each action stands in the ledger. */
const counts = computed(() => {
  const map = new Map<ActionName, number>()
  for (const { name } of actions.value) map.set(name, (map.get(name) ?? 0) + 1)
  return map
})

/** One action under the current experiment, or under a new one if the knobs have moved. */
const press = (name: ActionName) => enqueue([name], false)

/** The whole story under a new experiment, so that it is the same each time. */
const run = () => enqueue(story, true)

function enqueue(names: readonly ActionName[], afresh: boolean): Promise<void> {
  queue = queue.then(async () => {
    presses += 1
    const before = clears
    try {
      for (const [index, name] of names.entries()) {
        if (clears !== before) break
        await act(name, presses, afresh && index === 0, names.slice(index + 1))
      }
    } catch (error) {
      fail(error)
    } finally {
      running.value = null
      upcoming.value = []
      settledCount.value += 1
    }
  })
  return queue
}

async function act(name: ActionName, press: number, afresh: boolean, then: readonly ActionName[]) {
  running.value = { title: actionOf(name).title, since: Date.now() }
  const experiment = await experimentFor(afresh)
  upcoming.value = then
  actions.value.push({
    name,
    user: user.value,
    other: other.value,
    at: performance.now(),
    press,
    requests: [],
    after: seenSoFar(experiment),
    upTo: null,
  })
  const action = actions.value.at(-1)
  if (!action) return
  const client = clientFor(experiment, action.requests)
  try {
    await call(client, action)
  } catch (error) {
    // A refused or blocked request is a result, and noted. Anything else is this page's own fault.
    if (action.requests.length === 0) report(error)
  }
  try {
    action.upTo = await caughtUp(experiment.id, action.after)
  } finally {
    action.upTo ??= seenSoFar(experiment)
  }
}

async function experimentFor(afresh: boolean): Promise<ExperimentView> {
  await makeSure()
  if (current.value && !outdated.value && !afresh) return current.value
  const experiment = await start()
  actions.value = []
  follow(experiment)
  trouble.value = null
  tokens.value = tokenStore(experiment.settings, experiment.id)
  return experiment
}

/** The number of the last request that the server has seen, as far as the page knows. */
const seenSoFar = ({ received }: ExperimentView) =>
  Math.max(received, events.value.at(-1)?.number ?? 0, ...actions.value.map(({ upTo }) => upTo ?? 0))

/** A client that notes its requests in the given list. */
function clientFor({ settings, bases }: ExperimentView, requests: ScriptRequest[]): Api<unknown> {
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
  return createClient(settings, base, tokens.value, note)
}

/** Empties the ledger and leaves the experiment. */
function clear() {
  clears += 1
  forget()
  actions.value = []
  tokens.value = inMemory()
}

/** After a reload: goes on with this tab's experiment. */
async function goOn() {
  const experiment = await resume()
  if (experiment) tokens.value = tokenStore(experiment.settings, experiment.id)
  settledCount.value += 1
}

const waitedFor = shallowRef<string | null>(null)
watchEffect((onCleanup) => {
  waitedFor.value = null
  const { title, since } = running.value ?? {}
  if (since === undefined) return
  const timer = setInterval(() => {
    const seconds = Math.floor((Date.now() - since) / 1000)
    if (seconds >= 2) waitedFor.value = `${title}: waiting for its answer, ${seconds} s so far.`
  }, 250)
  onCleanup(() => clearInterval(timer))
})

/** What was asked of the API and what came of it. */
export function useRun() {
  return {
    ledger,
    verdict,
    counts,
    running,
    upcoming,
    waitedFor,
    fromTheBeginning,
    tokens,
    settledCount,
    story,
    press,
    run,
    clear,
    goOn,
  }
}
