import type { Action, ActionName } from '../run/action.ts'
import type { Exchange } from '../run/exchange.ts'
import { type ComparedExchange, compareExchange, pairUp, type Row } from './compare.ts'
import type { PredictedAction } from './predictStory.ts'

/** An action that somebody asked for, with the requests that came of it. */
export interface ObservedAction extends Pick<Action, 'name' | 'press'> {
  exchanges: readonly Exchange[]
}

export interface ComparedAction {
  name: ActionName
  /** Whether somebody pressed its key: else it is only predicted. */
  pressed: boolean
  /** Which press it came of. */
  press: number | null
  exchanges: ComparedExchange[]
}

/** A run as far as it has come, and what it is to be held against. */
export interface ObservedStory {
  actions: readonly ObservedAction[]
  /** What it has still to ask. */
  upcoming?: readonly ActionName[]
  /** Names in document.cookie. */
  visible: ReadonlySet<string>
  /** Whether a difference would mean anything. */
  comparable: boolean
}

/** Lays the prediction of a story and its run side by side, action by action. @param observed null where nothing has run */
export function compareStory(
  predicted: readonly PredictedAction[],
  observed: ObservedStory | null,
): ComparedAction[] {
  const { actions = [], upcoming = [], visible = new Set<string>(), comparable = false } = observed ?? {}
  const length = observed ? actions.length + upcoming.length : predicted.length
  const paired = Array.from({ length }, (_, index) => ({
    name: actions[index]?.name ?? predicted[index]?.name ?? upcoming[index - actions.length],
    press: actions[index]?.press ?? null,
    pairs: pairUp(predicted[index]?.exchanges ?? [], actions[index]?.exchanges ?? []),
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
        compareExchange(pair, story.slice(from + index + 1), visible, comparable),
      ),
    }
  })
}

/** The story's events in order. */
export const rowsOf = (actions: readonly ComparedAction[]): Row[] =>
  actions.flatMap(({ exchanges }) => exchanges.flatMap(({ rows }) => rows))

/** How many rows could be held against each other, and how many of them agree. */
export function agreementOf(rows: readonly Row[]): { compared: number; agree: number } {
  const compared = rows.filter(({ agrees }) => agrees !== null)
  return { compared: compared.length, agree: compared.filter(({ agrees }) => agrees).length }
}

const failed = ({ predicted, observed }: Row) => predicted?.failed || observed?.failed

/** The row that stands open by itself: the first that differs, else the first that went wrong. */
export const tellingOf = (rows: readonly Row[]): Row | null =>
  rows.find(({ agrees }) => agrees === false) ?? rows.find(failed) ?? null

/** The request that an action begins with. */
export function firstLine({ exchanges }: ComparedAction): string {
  const { predicted, observed } = exchanges[0] ?? {}
  const { method, url } = observed?.script ?? predicted ?? {}
  return method ? `${method} ${url}` : ''
}

/** How often an action was preflighted, and how long the script waited for it. */
export function facts({ exchanges, pressed }: ComparedAction): string {
  const preflights = exchanges.filter(({ observed, predicted }) =>
    pressed ? observed?.preflight : predicted?.outcome.preflight,
  ).length
  const counted = preflights > 1 ? `${preflights} preflights` : ''
  if (!pressed) return counted || (preflights === 1 ? 'will be preflighted' : 'no preflight')
  const scripts = exchanges.flatMap(({ observed }) => (observed ? [observed.script] : []))
  if (scripts.some(({ got }) => !got)) return 'waiting'
  const time = scripts.reduce((sum, { duration }) => sum + (duration ?? 0), 0)
  return `${counted || (preflights === 1 ? 'preflighted' : 'no preflight')}, ${Math.round(time)} ms`
}

/** The names that document.cookie shows now: it tells of no change by itself. */
export const visibleCookies = (): ReadonlySet<string> =>
  new Set(document.cookie.split(';').flatMap((pair) => pair.split('=')[0]?.trim() || []))
