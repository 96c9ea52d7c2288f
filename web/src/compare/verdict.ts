import type { Settings } from '../../../api/settings/settings.ts'
import { causeOf } from '../prediction/cause.ts'
import { causeHeadline, foretell } from '../prediction/foretell.ts'
import type { PredictedAction } from '../prediction/predictStory.ts'
import { cellOf, type SideValues } from './cells.ts'
import { forgeries } from './forgeries.ts'
import { type RowId, rowIds, type Value } from './rows.ts'

export interface Verdict {
  mark: 'pass' | 'stop' | 'warn' | 'differs'
  sentence: string
}

/**
 * A side in one sentence, from its rows.
 * @param story what was predicted of it, for the reason where it does not work
 */
export function verdictOf(
  values: SideValues,
  settings: Settings,
  story: readonly PredictedAction[],
): Verdict | null {
  const { predicted, observed } = values
  const known = (id: RowId): Value | undefined => observed[id] ?? predicted[id]
  if (known('requests') === undefined) return null
  if (rowIds.some((id) => cellOf(values, id).agrees === false)) {
    return {
      mark: 'differs',
      sentence: 'This browser did not do what the model says it does: see the marked rows.',
    }
  }
  const failure = failureOf(story.slice(0, 3), settings, Object.keys(observed).length > 0)
  if (failure) return { mark: 'stop', sentence: `${failure}.` }
  const moved = forgeries.filter(({ row }) => /money moved/.test(String(known(row) ?? '')))
  const taken = (['cookie', 'storage', 'way'] as const).some((id) => known(id) === 'taken')
  const parts = [
    `Works with ${count(known('requests'), 'request')} and ${count(known('preflights'), 'preflight')}`,
    `${taken ? 'a script in the page can take it' : 'no script can take it'}${known('act') === 'done' ? `${taken ? ', and' : ', but'} one can act with it` : ''}`,
    moved.length === 0
      ? 'forged transfers are stopped'
      : `a forged transfer goes through from ${from(moved)}`,
    known('reload') === 'known' ? 'a reload keeps the login' : 'a reload loses the login',
    known('copy') === 'accepted' ? 'a copy outlives the logout' : 'a logout ends copies too',
  ]
  return { mark: moved.length > 0 || taken ? 'warn' : 'pass', sentence: `${parts.join('; ')}.` }
}

/** What keeps the story before the reload from going well; null where nothing does. */
function failureOf(story: readonly PredictedAction[], { credential }: Settings, ran: boolean): string | null {
  const cause = causeOf(story)
  if (cause) return causeHeadline(cause, story, credential, ran ? 'was' : 'will').title
  const ahead = foretell(story, credential)
  return ahead?.mark === 'stop' ? ahead.title : null
}

const count = (value: Value | undefined, noun: string) =>
  `${value === 0 ? 'no' : value} ${noun}${value === 1 ? '' : 's'}`

const places = { 'another-site': 'another site', 'sibling-host': 'a sibling host' }
const from = (moved: readonly { source: keyof typeof places }[]) =>
  [...new Set(moved.map(({ source }) => places[source]))].join(' and from ')
