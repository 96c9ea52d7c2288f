import type { Settings } from '../../../api/settings/settings.ts'
import type { StoryLesson } from '../../lessons/lesson.ts'
import { type ChangedLine, changedLines } from '../prediction/difference.ts'
import type { PredictedAction, PredictedExchange } from '../prediction/predictStory.ts'
import { shortPath } from '../run/exchange.ts'
import type { Moved } from '../settings/moved.ts'
import { placed } from './texts.ts'

/** What a lesson's fix changes: the CORS headers of its request's answers, and knobs that act elsewhere. */
export function changes(
  { fix, about }: Pick<StoryLesson, 'fix' | 'about'>,
  settings: Settings,
  before: readonly PredictedAction[],
  after: readonly PredictedAction[],
): ChangedLine[] {
  const moves = Object.entries(placed(fix.moves, location.origin))
  const ofCors = ([path]: [string, unknown]) => path.startsWith('cors.')
  const byKnobs = (some: [string, unknown][]) =>
    some.length === 0
      ? []
      : changedLines(
          { title: fix.title, moves: Object.fromEntries(some) satisfies Moved },
          settings,
          before,
          after,
        )
  const cors = moves.filter(ofCors)
  const others = moves.filter((move) => !ofCors(move))
  const headers = cors.length > 0 ? changedHeaders(exchangeOf(before, about), exchangeOf(after, about)) : []
  return [...(headers.length > 0 ? headers : byKnobs(cors)), ...byKnobs(others)]
}

const exchangeOf = (actions: readonly PredictedAction[], about: string) =>
  actions.flatMap(({ exchanges }) => exchanges).findLast(({ url }) => shortPath(url) === about)

/** Of the preflight's answer and of the answer itself, where there are both before and after. */
function changedHeaders(
  before: PredictedExchange | undefined,
  after: PredictedExchange | undefined,
): ChangedLine[] {
  return [true, false].flatMap((preflight) => {
    const [old, fresh] = [answerOf(before, preflight), answerOf(after, preflight)]
    if (!old || !fresh) return []
    const [from, to] = [corsHeaders(old.headers), corsHeaders(fresh.headers)]
    const status = preflight && old.status !== fresh.status
    return [
      ...(status ? [line('OPTIONS', String(old.status), String(fresh.status))] : []),
      ...[...new Set([...from.keys(), ...to.keys()])].flatMap((name) => {
        const [gone, come] = [from.get(name) ?? '', to.get(name) ?? '']
        return gone === come ? [] : [line(name, gone, come)]
      }),
    ]
  })
}

const line = (name: string, old: string, fresh: string): ChangedLine => ({ name, kept: '', old, new: fresh })

const answerOf = (exchange: PredictedExchange | undefined, preflight: boolean) =>
  exchange?.hops.find(({ request }) => request.preflight === preflight)?.answer

/** Those that decide about CORS, each with all its values, under their usual names. */
function corsHeaders(headers: readonly [string, string][]): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of headers) {
    if (!/^(access-control-|vary$)/i.test(name)) continue
    const usual = name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
    found.set(usual, [...(found.has(usual) ? [found.get(usual)] : []), value].join(', '))
  }
  return found
}
