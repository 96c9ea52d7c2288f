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

/** The predictions of the present story; those of another experiment's are none. */
const predicted = computed(() => {
  const { story, actions = [] } = prediction.value ?? {}
  const first = ledger.value[0]?.requests[0]
  if (hasRun.value && first && story && !first.url.startsWith(`${story.base}/`)) return []
  return actions
})

const visible = computed(() => {
  void settledCount.value
  return visibleCookies()
})

const actions = computed<ComparedAction[]>(() =>
  compareStory(
    predicted.value,
    hasRun.value
      ? {
          actions: ledger.value,
          upcoming: upcoming.value,
          visible: visible.value,
          comparable: comparable.value && upToDate.value,
        }
      : null,
  ),
)

const rows = computed(() => rowsOf(actions.value))
const numbers = computed(() => new Map(rows.value.map((row, index) => [row, index + 1])))
const agreement = computed(() => agreementOf(rows.value))
const telling = computed(() => tellingOf(rows.value))

/** Prediction and observation of the story, side by side. */
export function useComparison() {
  return { actions, numbers, agreement, telling }
}
