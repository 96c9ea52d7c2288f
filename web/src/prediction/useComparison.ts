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

/** Whether the prediction at hand is that of another experiment. */
const another = computed(() => {
  const base = prediction.value?.story.base
  const first = ledger.value[0]?.requests[0]
  return hasRun.value && first && base ? !first.url.startsWith(`${base}/`) : false
})
const predicted = computed(() => (another.value ? [] : (prediction.value?.actions ?? [])))

const visible = computed(() => {
  void settledCount.value
  return visibleCookies()
})

/** While the prediction of a new experiment is under way, what was shown before it stands: nothing jumps. */
const actions = computed<ComparedAction[]>((before) =>
  before && another.value && !upToDate.value
    ? before
    : compareStory(
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
