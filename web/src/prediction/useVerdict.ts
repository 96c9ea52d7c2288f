import { computed } from 'vue'
import { useExperiment } from '../lab/useExperiment.ts'
import type { Headline } from '../run/headline.ts'
import { useRun } from '../run/useRun.ts'
import { useSettings } from '../settings/useSettings.ts'
import { causeOf } from './cause.ts'
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
  differs.value || !prediction.value ? null : causeOf(prediction.value.actions, from.value),
)

const verdict = computed<Headline | null>(() => {
  const predicted = prediction.value?.actions ?? []
  if (!hasRun.value) return running.value ? seen.value : foretell(predicted, credential.value)
  if (running.value || !seen.value) return seen.value
  if (differs.value) return difference()
  if (!comparable.value || !cause.value) return seen.value
  const told = causeHeadline(cause.value, predicted.slice(from.value), credential.value, 'was')
  return {
    ...told,
    title: cause.value.cookie || cause.value.kind === 'left out' ? told.title : seen.value.title,
  }
})

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
  const sentences = differing.slice(0, 3).map(({ label, predicted, observed }) => {
    const said = predicted?.cell.text ?? 'nothing'
    return `${label}: predicted \`${said}\`, observed \`${observed?.cell.text ?? 'nothing'}\`.`
  })
  return { mark: 'differs', title, sentences }
}

/** What stands above the ledger: what will be, or what was, and why. */
export function useVerdict() {
  return { verdict, cause, hollow: computed(() => !hasRun.value) }
}
