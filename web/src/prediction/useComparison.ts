import { computed } from 'vue'
import { actionOf } from '../run/action.ts'
import { useRun } from '../run/useRun.ts'
import type { Row } from './compare.ts'
import { type ComparedAction, compareStory, visibleCookies } from './compareStory.ts'
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

/** document.cookie tells of no change by itself. */
const visible = computed(() => {
  void settledCount.value
  return visibleCookies()
})

const actions = computed(() => {
  const observed = hasRun.value ? ledger.value : []
  const named = hasRun.value ? [...observed, ...upcoming.value.map((name) => ({ name }))] : predicted.value
  return compareStory(
    named.map(({ name }) => name),
    predicted.value,
    observed,
    visible.value,
    comparable.value && upToDate.value,
  )
})

const rows = computed(() => actions.value.flatMap(({ exchanges }) => exchanges.flatMap((one) => one.rows)))
const numbers = computed(() => new Map(rows.value.map((row, index) => [row, index + 1])))

/** How many rows could be held against each other, and how many of them agree. */
const agreement = computed(() => {
  const compared = rows.value.filter(({ agrees }) => agrees !== null)
  return { compared: compared.length, agree: compared.filter(({ agrees }) => agrees).length }
})

const failed = ({ predicted, observed }: Row) => (observed ?? predicted)?.failed ?? false

/** The row that stands open by itself: the first that differs, else the first that went wrong. */
const telling = computed(
  () => rows.value.find(({ agrees }) => agrees === false) ?? rows.value.find(failed) ?? null,
)

/** The request that a predicted action begins with. */
const firstLine = ({ exchanges }: ComparedAction): string => {
  const { predicted, observed } = exchanges[0] ?? {}
  const { method, url } = observed?.script ?? predicted ?? {}
  return method ? `${method} ${url}` : ''
}

const titleOf = ({ name }: ComparedAction) => actionOf(name).title

/** Prediction and observation of the story, side by side. */
export function useComparison() {
  return { actions, numbers, agreement, telling, firstLine, titleOf }
}
