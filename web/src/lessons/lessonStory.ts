import type { Settings } from '../../../api/settings/settings.ts'
import type { Scenario } from '../../browser/scenario.ts'
import type { Knobs, StoryLesson } from '../../lessons/lesson.ts'
import { type ComparedAction, compareStory, visibleCookies } from '../prediction/compareStory.ts'
import { predict, pressesOf, pressOf, storyOf } from '../prediction/predict.ts'
import type { PredictedAction } from '../prediction/predictStory.ts'
import { type Cast, type ToldStory, tellStory } from '../run/tellStory.ts'
import { type Moved, settingsOf } from '../settings/moved.ts'
import { placed } from './texts.ts'

/** A lesson's story under some knobs, ready to be foretold and told. */
export interface LessonStory {
  names: StoryLesson['story']
  moved: Moved
  settings: Settings
}

/** The lesson as it stands, or with some knobs turned. */
export function lessonStory({ story, knobs }: StoryLesson, moves: Knobs = {}): LessonStory {
  const moved = placed({ ...knobs, ...moves }, location.origin)
  return { names: story, moved, settings: settingsOf(moved) }
}

/** What a browser would make of it. @param origin the API's, for the story's relation */
export const foretellStory = (
  { names, settings }: LessonStory,
  browser: Scenario['browser'],
  origin: string,
  cast: Cast,
): Promise<PredictedAction[]> =>
  predict(
    storyOf(
      browser,
      settings,
      origin,
      names.map((name) => pressOf(name, cast)),
    ),
  )

/** A story as it went in this browser, beside what the model says of it. */
export interface StoryRun {
  kind: 'story'
  told: ToldStory
  predicted: PredictedAction[]
  compared: ComparedAction[]
}

/** Tells a story here, and holds it against the model. @throws LabError where the lab does not answer */
export async function runStory(
  { names, settings }: LessonStory,
  browser: Scenario['browser'],
  origin: string,
  cast: Cast,
): Promise<StoryRun> {
  const told = await tellStory(settings, names, cast)
  const story = storyOf(browser, settings, origin, pressesOf(told.actions), told.experiment.id)
  const predicted = await predict(story)
  const compared = compareStory(predicted, {
    actions: told.actions,
    visible: visibleCookies(),
    comparable: true,
  })
  return { kind: 'story', told, predicted, compared }
}
