import { computed, readonly, shallowRef, watch } from 'vue'
import type { Rehearsal, Rehearsed } from '../../../api/lab/interface.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import type { Engine, Scenario } from '../../browser/scenario.ts'
import { thisBrowserName } from '../lab/browser.ts'
import { getAnswers } from '../lab/control.ts'
import { useExperiment } from '../lab/useExperiment.ts'
import { useLab } from '../lab/useLab.ts'
import type { ActionName } from '../run/action.ts'
import { useRun } from '../run/useRun.ts'
import { useSettings } from '../settings/useSettings.ts'
import { engineOf } from './engine.ts'
import { baseOf } from './network.ts'
import type { PredictedAction, Story } from './predictStory.ts'
import { type FoundPolicy, probeThirdPartyCookies, rememberedPolicy, rememberPolicy } from './probe.ts'

const { current, outdated } = useExperiment()
const { lab, user, other, originOf } = useLab()
const { ledger, upcoming, story: runStory, fromTheBeginning } = useRun()
const { settings } = useSettings()

const own = engineOf(thisBrowserName())
const engine = shallowRef<Engine>(own)
/** What this browser does with third-party cookies; undefined until it is known. */
const policy = shallowRef<FoundPolicy | undefined>(rememberedPolicy())

/** Whether what is shown is a run; else it is what would come of one. */
const hasRun = computed(() => ledger.value.length > 0 && !outdated.value)

const browserFor = (name: Engine): Scenario['browser'] =>
  name === own && policy.value && policy.value !== 'unknown'
    ? { engine: name, thirdPartyCookies: policy.value }
    : { engine: name }

const asPress = (name: ActionName) => ({ name, user: user.value, other: other.value, wait: 0 })

const presses = computed<Story['presses']>(() => {
  if (!hasRun.value) return runStory.map(asPress)
  const made = ledger.value.map(({ name, user, other, at }, index) => {
    const before = ledger.value[index - 1]?.at ?? at
    return { name, user, other, wait: (at - before) / 1000 }
  })
  return [...made, ...upcoming.value.map(asPress)]
})

/** The story that settings would make of the present presses; null where the lab has no such origin. */
function storyOf(of: Settings, browser = browserFor(engine.value)): Story | null {
  const id = hasRun.value ? (current.value?.id ?? 'next') : 'next'
  const origin = originOf(of.relation)
  if (!lab.value || origin === null) return null
  return {
    browser,
    page: location.origin,
    settings: of,
    id,
    base: baseOf(of.relation, origin, id),
    presses: presses.value,
  }
}

/** Of a story whose beginning the page has not seen, nothing can be foretold. */
const foretellable = computed(() => policy.value !== undefined && (!hasRun.value || fromTheBeginning.value))
const story = computed(() => (foretellable.value ? storyOf(settings.value) : null))
const key = computed(() => JSON.stringify(story.value))

const known = new Map<string, Promise<Rehearsed>>()

/** The lab answers the same story the same way, so it is asked once. */
function ask(rehearsal: Rehearsal): Promise<Rehearsed> {
  const question = JSON.stringify(rehearsal)
  const answer = known.get(question) ?? getAnswers(rehearsal)
  if (known.size > MOST) known.clear()
  known.set(question, answer)
  answer.catch(() => known.delete(question))
  return answer
}
const MOST = 400

/** The model is a part of the page by itself: it comes while the rest is already shown. */
const model = import('./predictStory.ts')

/** What the model says of any story. */
async function predict(of: Story): Promise<PredictedAction[]> {
  const { predictStory } = await model
  return predictStory(of, ask)
}

interface Prediction {
  /** The story that it is for. */
  key: string
  story: Story
  actions: PredictedAction[]
}

/** The last prediction stays until the next one is there, so that nothing flickers. */
const prediction = shallowRef<Prediction | null>(null)
/** The lab could not answer, or not to a story as long as this. */
const failed = shallowRef(false)

watch(
  key,
  async (asked) => {
    const of = story.value
    if (!of) {
      prediction.value = null
      return
    }
    const actions = await predict(of).catch(() => null)
    if (key.value !== asked) return
    failed.value = actions === null
    prediction.value = actions && { key: asked, story: of, actions }
  },
  { immediate: true },
)

/** Whether the prediction shown is for what is shown; where there can be none, that is it. */
const upToDate = computed(
  () =>
    policy.value !== undefined &&
    (story.value === null || prediction.value?.key === key.value || failed.value),
)

/** Only this browser's own prediction, of an experiment seen from its beginning, can be held against it. */
const comparable = computed(() => engine.value === own && hasRun.value && fromTheBeginning.value)

/** Finds out, once, what this browser does with third-party cookies. */
async function probe() {
  policy.value = own === 'chromium' ? await probeThirdPartyCookies(originOf, user.value) : 'unknown'
  rememberPolicy(policy.value)
}

/** What the model of a browser says will come of the story, or should have come of it. */
export function usePrediction() {
  return {
    own,
    engine,
    policy: readonly(policy),
    prediction,
    upToDate,
    comparable,
    hasRun,
    storyOf,
    predict,
    browserFor,
    probe,
  }
}
