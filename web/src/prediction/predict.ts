import type { Rehearsal, Rehearsed } from '../../../api/lab/interface.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import type { Scenario } from '../../browser/scenario.ts'
import { getAnswers } from '../lab/control.ts'
import type { Action, ActionName } from '../run/action.ts'
import type { Cast } from '../run/tellStory.ts'
import { baseOf } from './network.ts'
import type { PredictedAction, Story, StoryPress } from './predictStory.ts'

/** What an experiment is called that has not begun. */
export const NEXT = 'next'

/**
 * A story in one browser, from the moment at which an experiment begins.
 * @param origin the API's origin for the settings' relation
 * @param id the experiment's
 */
export const storyOf = (
  browser: Scenario['browser'],
  settings: Settings,
  origin: string,
  presses: readonly StoryPress[],
  id = NEXT,
): Story => ({
  browser,
  page: location.origin,
  settings,
  id,
  base: baseOf(settings.relation, origin, id),
  presses,
})

/** An action that is still to come, as the model is told of it. */
export const pressOf = (name: ActionName, cast: Cast): StoryPress => ({ name, ...cast, wait: 0 })

/** Actions that have been done, with the time that passed between them. */
export const pressesOf = (actions: readonly Action[]): StoryPress[] =>
  actions.map(({ name, user, other, at }, index) => {
    const before = actions[index - 1]?.at ?? at
    return { name, user, other, wait: (at - before) / 1000 }
  })

const known = new Map<string, Promise<Rehearsed>>()

/** The lab answers the same story the same way, so it is asked once. */
export function ask(rehearsal: Rehearsal): Promise<Rehearsed> {
  const question = JSON.stringify(rehearsal)
  const answer = known.get(question) ?? getAnswers(rehearsal)
  if (known.size > MOST) known.clear()
  known.set(question, answer)
  answer.catch(() => known.delete(question))
  return answer
}
const MOST = 400

/** The model is a part of the page by itself: it comes while the rest is already shown. */
const model = import('./predictStory.ts')

/** What the model says of a story. @throws LabError where the lab cannot say what it would answer */
export async function predict(story: Story): Promise<PredictedAction[]> {
  const { predictStory } = await model
  return predictStory(story, ask)
}
