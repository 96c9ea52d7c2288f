import { computed } from 'vue'
import type { Outcome } from '../../../api/hostile/table.ts'
import { isStory } from '../../lessons/lessons.ts'
import { observedFacts, predictedFacts, trueAnswers } from './facts.ts'
import { useLessonRun } from './useLessonRun.ts'
import { useLessons } from './useLessons.ts'

const { lesson } = useLessons()
const { runs } = useLessonRun()

/** The places of the answers that the model gives and that this browser gives. */
const places = computed(() => {
  const run = runs.value.lesson
  if (!run) return null
  if (isStory(lesson.value) && run.kind === 'story') {
    const { about } = lesson.value
    return {
      predicted: trueAnswers(lesson.value, predictedFacts(run.predicted, about)),
      observed: trueAnswers(lesson.value, observedFacts(run.told.actions, about)),
    }
  }
  if (isStory(lesson.value) || run.kind === 'story') return null
  const { answers } = lesson.value
  const those = (outcome: Outcome) =>
    answers.flatMap(({ when }, index) => (when.includes(outcome) ? [index] : []))
  return { predicted: those(run.expected), observed: those(run.observed.outcome) }
})

/** Which answer each of them gives, by its place: null where it is none, or not one alone. Null before the lesson has run. */
const outcome = computed(() => {
  if (!places.value) return null
  const [predicted = null, ambiguous] = places.value.predicted
  const [observed = null, doubtful] = places.value.observed
  return {
    predicted: ambiguous === undefined ? predicted : null,
    observed: doubtful === undefined ? observed : null,
  }
})

/** What came of the lesson's run, in the lesson's own answers. */
export const useOutcome = () => ({ outcome })
