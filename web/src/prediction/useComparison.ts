import { computed } from 'vue'
import { useRun } from '../run/useRun.ts'
import {
  agreementOf,
  type ComparedAction,
  compareStory,
  rowsOf,
  tellingOf,
  visibleCookies,
} from './compareStory.ts'
import { usePrediction } from './usePrediction.ts'

const { ledger, upcoming, settledCount } = useRun()
const { prediction, upToDate, comparable, hasRun } = usePrediction()

/** Whether the prediction is still that of another experiment than the one that runs. */
const another = computed(() => {
  const { story } = prediction.value ?? {}
  const first = ledger.value[0]?.requests[0]
  return hasRun.value && first !== undefined && story !== undefined && !first.url.startsWith(`${story.base}/`)
})
const predicted = computed(() => (another.value ? [] : (prediction.value?.actions ?? [])))

const visible = computed(() => {
  void settledCount.value
  return visibleCookies()
})

/** What was shown stays until the new experiment's prediction is there, so that no row comes and goes. */
const actions = computed<ComparedAction[]>((before) =>
  another.value && !upToDate.value && before ? before : compared(),
)

function compared(): ComparedAction[] {
  return compareStory(
    predicted.value,
    hasRun.value
      ? {
          actions: ledger.value,
          upcoming: upcoming.value,
          visible: visible.value,
          comparable: comparable.value && upToDate.value,
        }
      : null,
  )
}

const rows = computed(() => rowsOf(actions.value))
const numbers = computed(() => new Map(rows.value.map((row, index) => [row, index + 1])))
const agreement = computed(() => agreementOf(rows.value))
const telling = computed(() => tellingOf(rows.value))

/** Prediction and observation of the story, side by side. */
export function useComparison() {
  return { actions, numbers, agreement, telling }
}
