import { computed } from 'vue'
import { type ActionName, actionOf } from '../run/action.ts'
import { useRun } from '../run/useRun.ts'
import { type ComparedExchange, compareExchange, pairUp, type Row } from './compare.ts'
import { usePrediction } from './usePrediction.ts'

const { ledger, upcoming, settledCount } = useRun()
const { prediction, upToDate, comparable, hasRun } = usePrediction()

export interface ComparedAction {
  name: ActionName
  /** Whether somebody pressed its key: else it is only predicted. */
  pressed: boolean
  /** Which press it came of. */
  press: number | null
  exchanges: ComparedExchange[]
}

/** Whether the prediction is still that of another experiment than the one that runs. */
const another = computed(() => {
  const { story } = prediction.value ?? {}
  const first = ledger.value[0]?.requests[0]
  return hasRun.value && first !== undefined && story !== undefined && !first.url.startsWith(`${story.base}/`)
})
const predicted = computed(() => (another.value ? [] : (prediction.value?.actions ?? [])))

/** Names that document.cookie shows now; it tells of no change by itself. */
const visible = computed(() => {
  void settledCount.value
  return new Set(document.cookie.split(';').flatMap((pair) => pair.split('=')[0]?.trim() || []))
})

/** What was shown stays until the new experiment's prediction is there, so that no row comes and goes. */
const actions = computed<ComparedAction[]>((before) =>
  another.value && !upToDate.value && before ? before : compared(),
)

function compared(): ComparedAction[] {
  const observed = hasRun.value ? ledger.value : []
  const length = hasRun.value ? observed.length + upcoming.value.length : predicted.value.length
  const paired = Array.from({ length }, (_, index) => ({
    name: observed[index]?.name ?? predicted.value[index]?.name ?? upcoming.value[index - observed.length],
    press: observed[index]?.press ?? null,
    pairs: pairUp(predicted.value[index]?.exchanges ?? [], observed[index]?.exchanges ?? []),
  }))
  const story = paired.flatMap(({ pairs }) => pairs)
  let before = 0
  return paired.map(({ name = 'login', press, pairs }) => {
    const from = before
    before += pairs.length
    return {
      name,
      press,
      pressed: press !== null,
      exchanges: pairs.map((pair, index) =>
        compareExchange(
          pair,
          story.slice(from + index + 1),
          visible.value,
          comparable.value && upToDate.value,
        ),
      ),
    }
  })
}

const rows = computed(() => actions.value.flatMap(({ exchanges }) => exchanges.flatMap((one) => one.rows)))
const numbers = computed(() => new Map(rows.value.map((row, index) => [row, index + 1])))

/** How many rows could be held against each other, and how many of them agree. */
const agreement = computed(() => {
  const compared = rows.value.filter(({ agrees }) => agrees !== null)
  return { compared: compared.length, agree: compared.filter(({ agrees }) => agrees).length }
})

const failed = ({ predicted, observed }: Row) => predicted?.failed || observed?.failed

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
