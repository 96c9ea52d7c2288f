import { computed, ref, shallowRef, watch, watchEffect } from 'vue'
import { tokenStore } from '../client/create.ts'
import { inMemory, type TokenStore } from '../client/tokens.ts'
import { useExperiment } from '../lab/useExperiment.ts'
import { useLab } from '../lab/useLab.ts'
import { type Action, type ActionName, actionOf, told } from './action.ts'
import { type Headline, headline } from './headline.ts'
import { perform, type Stage, seenSoFar } from './perform.ts'

const { events, outdated, start, follow, ongoing, resume, forget, fail } = useExperiment()
const { user, other, trouble } = useLab()

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

const ledger = computed(() => actions.value.map((action) => told(action, events.value)))

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
  const stage = await stageFor(afresh)
  upcoming.value = then
  actions.value.push({
    name,
    user: user.value,
    other: other.value,
    at: performance.now(),
    press,
    requests: [],
    after: seenSoFar(stage, actions.value),
    upTo: null,
  })
  const action = actions.value.at(-1)
  if (action) await perform(action, stage)
}

async function stageFor(afresh: boolean): Promise<Stage> {
  const going = await ongoing()
  if (going && !outdated.value && !afresh) return { ...going, tokens: tokens.value }
  const experiment = await start()
  actions.value = []
  const followed = follow(experiment)
  trouble.value = null
  tokens.value = tokenStore(experiment.settings, experiment.id)
  return { experiment, followed, tokens: tokens.value }
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
