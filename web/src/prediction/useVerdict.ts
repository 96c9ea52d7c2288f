import { computed } from 'vue'
import { useExperiment } from '../lab/useExperiment.ts'
import { shortPath } from '../run/exchange.ts'
import { type Headline, HIDDEN } from '../run/headline.ts'
import { useRun } from '../run/useRun.ts'
import { useSettings } from '../settings/useSettings.ts'
import { causeOf } from './cause.ts'
import type { ComparedExchange } from './compare.ts'
import { engineNames } from './engine.ts'
import { causeHeadline, foretell } from './foretell.ts'
import { useComparison } from './useComparison.ts'
import { usePrediction } from './usePrediction.ts'

const { verdict: seen, running, ledger } = useRun()
const { current } = useExperiment()
const { settings } = useSettings()
const { prediction, hasRun, comparable, engine } = usePrediction()
const { actions, agreement } = useComparison()

/** The settings of what is shown. */
const credential = computed(() =>
  hasRun.value && current.value ? current.value.settings.credential : settings.value.credential,
)

/** With which action the last press begins: the verdict is about that one. */
const from = computed(() => {
  if (!hasRun.value) return 0
  const last = ledger.value.at(-1)?.press
  return ledger.value.findIndex(({ press }) => press === last)
})

const differs = computed(() => agreement.value.agree < agreement.value.compared)

/** Why, by the model; null where all goes well, or where the model was wrong. */
const cause = computed(() =>
  differs.value || !prediction.value || (hasRun.value && !comparable.value)
    ? null
    : causeOf(prediction.value.actions, from.value),
)

const said = computed<Headline | null>(() => {
  const predicted = prediction.value?.actions ?? []
  if (!hasRun.value) return foretell(predicted, credential.value)
  if (!seen.value) return null
  if (differs.value) return difference()
  if (!cause.value) return seen.value
  const told = causeHeadline(cause.value, predicted, credential.value, 'was')
  if (!['blocked', 'opaque', 'in vain'].includes(cause.value.kind)) return told
  const facts = seen.value.sentences.filter((sentence) => sentence !== HIDDEN)
  return { ...told, title: seen.value.title, sentences: [...facts, ...told.sentences] }
})

/** While a run is under way, what was said before stays. */
const shown = computed<{ verdict: Headline | null; hollow: boolean }>((before) =>
  running.value && before ? before : { verdict: said.value, hollow: !hasRun.value },
)

/** A difference outranks every other verdict. */
function difference(): Headline {
  const rows = actions.value.flatMap(({ exchanges }) => exchanges.flatMap((one) => one.rows))
  const differing = rows.filter(({ agrees }) => agrees === false)
  const name = engineNames[engine.value]
  const cookie = differing.find(({ kind }) => kind === 'set-cookie')
  const title =
    cookie?.predicted?.cell.text === 'stored'
      ? `This browser did not store what the model says ${name} stores`
      : `This browser did not do what the model says ${name} does`
  const exchanges = actions.value.flatMap((action) => action.exchanges)
  const sentences = exchanges.filter(({ agrees }) => agrees === false).flatMap(differences)
  return { mark: 'differs', title, sentences: sentences.slice(0, 4) }
}

function differences({ predicted, observed, rows }: ComparedExchange): string[] {
  const { method, url } = observed?.script ?? predicted ?? { method: '', url: '' }
  const request = url && `\`${method} ${shortPath(url)}\``
  if (!predicted) return [`${request} was not foreseen.`]
  if (!observed) return [`${request} was foreseen, and did not come.`]
  return rows
    .filter(({ agrees }) => agrees === false)
    .map(
      (row) =>
        `${request}, ${row.label}: predicted \`${row.predicted?.cell.text ?? 'none'}\`, observed \`${row.observed?.cell.text || 'none'}\`.`,
    )
}

/** What stands above the ledger: what will be, or what was, and why. */
export function useVerdict() {
  return {
    verdict: computed(() => shown.value.verdict),
    cause,
    /** Whether it is only predicted. */
    hollow: computed(() => shown.value.hollow),
  }
}
