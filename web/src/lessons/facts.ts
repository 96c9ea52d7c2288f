import type { Condition, StoryLesson } from '../../lessons/lesson.ts'
import type { PredictedAction } from '../prediction/predictStory.ts'
import type { ToldAction } from '../run/action.ts'
import { headerOf, shortPath } from '../run/exchange.ts'

/** What came of a lesson's request, be it by the model or in this browser: what its conditions are held against. */
export interface Facts {
  preflight: boolean
  sent: boolean
  /** Null where the request did not reach the API. */
  answered: number | null
  cookie: boolean
  token: boolean
  result: 'readable' | 'opaque' | 'blocked'
  /** Names of the headers that the script can read, in lower case. */
  exposed: readonly string[]
  /** Preflights of the whole story. */
  preflights: number
}

/** Null where no such request was made. */
export function predictedFacts(actions: readonly PredictedAction[], about: string): Facts | null {
  const exchanges = actions.flatMap((action) => action.exchanges)
  const exchange = exchanges.findLast(({ url }) => shortPath(url) === about)
  if (!exchange) return null
  const { outcome, got } = exchange
  const own = exchange.hops.find(({ request }) => !request.preflight && request.hop === 0)
  return {
    preflight: outcome.preflight,
    sent: outcome.sent,
    answered: own?.answer.status ?? null,
    cookie: outcome.cookies.length > 0,
    token: headerOf(own?.request.headers ?? [], 'authorization') !== null,
    result: got.kind,
    exposed: got.kind === 'readable' ? outcome.exposed : [],
    preflights: exchanges.filter((one) => one.outcome.preflight).length,
  }
}

/** Null where no such request was made, or it has no result yet. */
export function observedFacts(actions: readonly ToldAction[], about: string): Facts | null {
  const exchanges = actions.flatMap((action) => action.exchanges)
  const exchange = exchanges.findLast(({ script }) => shortPath(script.url) === about)
  const got = exchange?.script.got
  if (!exchange || !got) return null
  const { preflight, server } = exchange
  return {
    preflight: preflight !== null,
    sent: server !== null,
    answered: server?.answer?.status ?? null,
    cookie: (server?.request.cookies.length ?? 0) > 0,
    token: (server?.request.authorization ?? null) !== null,
    result: got.kind,
    exposed: got.kind === 'readable' ? got.headers.map(([name]) => name.toLowerCase()) : [],
    preflights: exchanges.filter((one) => one.preflight !== null).length,
  }
}

/** Whether a condition is true of what came. */
export function holds({ exposes, hides, ...condition }: Condition, facts: Facts): boolean {
  const { exposed, ...others } = facts
  const came = new Map<string, unknown>(Object.entries(others))
  return (
    Object.entries(condition).every(([name, value]) => came.get(name) === value) &&
    (exposes === undefined || exposed.includes(exposes)) &&
    (hides === undefined || !exposed.includes(hides))
  )
}

/** The places of the answers that are true of what came: one, where a lesson asks well. */
export const trueAnswers = ({ answers }: Pick<StoryLesson, 'answers'>, facts: Facts | null): number[] =>
  answers.flatMap(({ when }, index) => (facts && holds(when, facts) ? [index] : []))

/** What came in short, such as `readable, 401` or `preflighted, 200`. */
export function inShort({ result, answered, preflight, sent }: Facts): string {
  if (!sent) return preflight ? 'preflight refused, not sent' : 'not sent'
  const before = preflight ? 'preflighted; ' : ''
  return result === 'readable' ? `${before}readable, ${answered}` : `${before}${result}, was ${answered}`
}
