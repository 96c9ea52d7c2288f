import { computed, shallowRef, watch } from 'vue'
import type { Settings } from '../../../api/settings/settings.ts'
import type { Engine } from '../../browser/scenario.ts'
import { useExperiment } from '../lab/useExperiment.ts'
import { useLab } from '../lab/useLab.ts'
import { useRun } from '../run/useRun.ts'
import { useSettings } from '../settings/useSettings.ts'
import { NEXT, predict, pressesOf, pressOf, storyOf as storyIn } from './predict.ts'
import type { PredictedAction, Story } from './predictStory.ts'
import { useThisBrowser } from './useThisBrowser.ts'

const { current, outdated } = useExperiment()
const { lab, user, other, originOf } = useLab()
const { ledger, upcoming, story: runStory, fromTheBeginning } = useRun()
const { settings } = useSettings()
const { own, policy, browserFor } = useThisBrowser()

const engine = shallowRef<Engine>(own)

/** Whether what is shown is a run; else it is what would come of one. */
const hasRun = computed(() => ledger.value.length > 0 && !outdated.value)

const presses = computed<Story['presses']>(() => {
  const cast = { user: user.value, other: other.value }
  const coming = hasRun.value ? upcoming.value : runStory
  return [...(hasRun.value ? pressesOf(ledger.value) : []), ...coming.map((name) => pressOf(name, cast))]
})

/** The story that settings would make of the present presses; null where the lab has no such origin. */
function storyOf(of: Settings, browser = browserFor(engine.value)): Story | null {
  const origin = originOf(of.relation)
  const id = hasRun.value ? current.value?.id : NEXT
  return lab.value && origin !== null ? storyIn(browser, of, origin, presses.value, id) : null
}

/** Of a story whose beginning the page has not seen, nothing can be foretold. */
const foretellable = computed(() => policy.value !== undefined && (!hasRun.value || fromTheBeginning.value))
const story = computed(() => (foretellable.value ? storyOf(settings.value) : null))
const key = computed(() => JSON.stringify(story.value))

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

/** What the model of a browser says will come of the story, or should have come of it. */
export function usePrediction() {
  return { engine, prediction, upToDate, comparable, hasRun, storyOf }
}
