import { computed } from 'vue'
import { causeOf } from '../prediction/cause.ts'
import { shortPath } from '../run/exchange.ts'
import { observedFacts, predictedFacts, trueAnswers } from './facts.ts'
import { useLessonRun } from './useLessonRun.ts'
import { useLessons } from './useLessons.ts'

const { lesson } = useLessons()
const { runs, shown } = useLessonRun()

/** Which answer the model gives and which one this browser, once the lesson's story has run; null before. */
const outcome = computed(() => {
  const run = runs.value.lesson
  if (!run) return null
  const { about } = lesson.value
  const [predicted, observed] = [predictedFacts(run.predicted, about), observedFacts(run.told.actions, about)]
  const only = (answers: ReturnType<typeof trueAnswers>) =>
    answers.length === 1 ? (answers[0] ?? null) : null
  return {
    predicted: predicted && only(trueAnswers(lesson.value, predicted)),
    observed: observed && only(trueAnswers(lesson.value, observed)),
  }
})

/** The run that the figure shows. */
const run = computed(() => runs.value[shown.value] ?? null)

/** The request on which it hung: the lesson's own where the script could not read it, else the one that explains a 401. */
const telling = computed(() => {
  const predicted = run.value?.predicted ?? []
  const about = predicted
    .flatMap(({ exchanges }) => exchanges)
    .findLast(({ url }) => shortPath(url) === lesson.value.about)
  return about?.outcome.result === 'readable' ? (causeOf(predicted)?.exchange ?? about) : (about ?? null)
})

/** What came of the lesson's run, in the lesson's own terms. */
export function useOutcome() {
  return { outcome, run, telling }
}
