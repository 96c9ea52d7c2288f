import type { ActionName, ToldAction } from '../run/action.ts'
import { type ComparedExchange, compareExchange, pairUp } from './compare.ts'
import type { PredictedAction } from './predictStory.ts'

export interface ComparedAction {
  name: ActionName
  /** Whether somebody pressed its key: else it is only predicted. */
  pressed: boolean
  exchanges: ComparedExchange[]
}

/**
 * Lays a story's prediction beside its observation, action by action.
 * @param names the story's actions, those too that have not been done yet
 * @param visible names in document.cookie
 * @param comparable whether a difference would mean anything
 */
export function compareStory(
  names: readonly ActionName[],
  predicted: readonly PredictedAction[],
  observed: readonly ToldAction[],
  visible: ReadonlySet<string>,
  comparable: boolean,
): ComparedAction[] {
  const paired = names.map((name, index) => ({
    name,
    pressed: index < observed.length,
    pairs: pairUp(predicted[index]?.exchanges ?? [], observed[index]?.exchanges ?? []),
  }))
  const story = paired.flatMap(({ pairs }) => pairs)
  let before = 0
  return paired.map(({ pairs, ...action }) => {
    const from = before
    before += pairs.length
    return {
      ...action,
      exchanges: pairs.map((pair, index) =>
        compareExchange(pair, story.slice(from + index + 1), visible, comparable),
      ),
    }
  })
}

/** The names that document.cookie shows now. */
export const visibleCookies = (): ReadonlySet<string> =>
  new Set(document.cookie.split(';').flatMap((pair) => pair.split('=')[0]?.trim() || []))
