import { shallowRef } from 'vue'
import { browsers } from '../../../api/hostile/table.ts'
import type { Scenario } from '../../browser/scenario.ts'
import type { StoryLesson } from '../../lessons/lesson.ts'
import { useThisBrowser } from '../prediction/useThisBrowser.ts'
import { writeFragment } from '../settings/fragment.ts'
import { modelNames, models } from '../trial/models.ts'
import { inShort, predictedFacts, trueAnswers } from './facts.ts'
import { foretellStory, type LessonStory, lessonStory } from './lessonStory.ts'
import { LETTERS } from './texts.ts'
import { useLessonLab } from './useLessonLab.ts'

const { cast, originOf } = useLessonLab()
const { own, browserFor } = useThisBrowser()

/** What the model says of a lesson in every browser, and of each knob that may be turned then in this one. */
export function useForetold(lesson: StoryLesson) {
  const browserLines = shallowRef<readonly { title: string; letter: string; came: string }[]>([])
  const turnLines = shallowRef<readonly { text: string; link: string; came: string }[]>([])

  async function factsOf(story: LessonStory, browser: Scenario['browser']) {
    const origin = originOf(story.settings.relation)
    if (origin === null) return null
    const actions = await foretellStory(story, browser, origin, cast.value).catch(() => [])
    return predictedFacts(actions, lesson.about)
  }

  async function foretell() {
    browserLines.value = await Promise.all(
      modelNames.map(async (name) => {
        const facts = await factsOf(lessonStory(lesson), models[name])
        const [place = -1] = trueAnswers(lesson, facts)
        return { title: browsers[name], letter: LETTERS[place] ?? '', came: facts ? inShort(facts) : '' }
      }),
    )
    turnLines.value = await Promise.all(
      lesson.turns.map(async ({ text, moves }) => {
        const story = lessonStory(lesson, moves)
        const facts = await factsOf(story, browserFor(own))
        const came = facts ? inShort(facts) : 'not known here'
        return { text, link: `/#${writeFragment(story.moved)}`, came }
      }),
    )
  }
  void foretell()

  return { browserLines, turnLines }
}
