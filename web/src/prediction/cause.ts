import type { Step } from '../../browser/scenario.ts'
import { cookiesIn, shortPath } from '../run/exchange.ts'
import type { PredictedAction, PredictedExchange } from './predictStory.ts'
import { deciding, stagedSteps } from './steps.ts'

/** Why a story does not end well, by the rule that decided. */
export interface Cause {
  kind: 'refused' | 'withheld' | 'left out' | 'in vain' | 'blocked' | 'opaque'
  /** In the model's vocabulary. */
  reason: string
  /** The cookie's name, where it is about one, and its attributes. */
  cookie: { name: string; attributes: string } | null
  exchange: PredictedExchange
  /** The rules that decided, the last one last. */
  steps: Step[]
}

/** The first thing that goes wrong in the actions from a place on; cookies are looked for before it, too. */
export function causeOf(actions: readonly PredictedAction[], from = 0): Cause | null {
  const earlier = actions.slice(0, from).flatMap(({ exchanges }) => exchanges)
  const told = actions.slice(from).flatMap(({ exchanges }) => exchanges)
  for (const [index, exchange] of told.entries()) {
    const cause =
      exchange.outcome.result === 'readable'
        ? unknown(exchange, [...earlier, ...told.slice(0, index)])
        : unreadable(exchange)
    if (cause) return cause
  }
  const last = told.at(-1)
  return last && lastLogin([...earlier, ...told]) ? inVain(last) : null
}

/** A 401 at the end although a cookie went along: it means nothing to the server that answered. */
function inVain(exchange: PredictedExchange): Cause | null {
  const { got, outcome } = exchange
  if (got.kind !== 'readable' || got.status !== 401 || outcome.cookies.length === 0) return null
  return { kind: 'in vain', reason: 'UnknownToServer', cookie: null, exchange, steps: [] }
}

function unreadable(exchange: PredictedExchange): Cause {
  const { outcome } = exchange
  const staged = stagedSteps(outcome)
  const steps = [staged.result, staged.preflightAnswer, staged.request].find((list) => list.length > 0) ?? []
  const decided = deciding(steps)
  return {
    kind: outcome.result === 'opaque' ? 'opaque' : 'blocked',
    reason: outcome.blockedBy ?? '',
    cookie: null,
    exchange,
    steps: decided ? [decided] : [],
  }
}

/** A 401 after a login: what became of the login's cookies. */
function unknown(exchange: PredictedExchange, before: readonly PredictedExchange[]): Cause | null {
  if (exchange.got.kind !== 'readable' || exchange.got.status !== 401) return null
  const last = lastLogin(before)
  if (!last) return null
  const refused = last.outcome.setCookies.findIndex(({ stored }) => !stored)
  // A refresh token stays away from all but /refresh by its Path, and that is as it should be.
  const withheld = exchange.outcome.withheld.find(({ name }) => !name.includes('refresh-'))
  const { setCookies, request } = stagedSteps(refused >= 0 ? last.outcome : exchange.outcome)
  const mode = request.filter(({ rule, pass }) => rule === 'fetch/credentials' && !pass)
  const sites = request.filter(({ rule, pass }) => rule === 'cookies/same-site-request' && !pass)

  const line = last.outcome.setCookies[refused]
  if (line) {
    const [reason = ''] = line.reasons
    if (reason === 'CredentialsMode')
      return { kind: 'left out', reason, cookie: null, exchange: last, steps: mode }
    const decided = (setCookies[refused] ?? []).filter(({ pass }) => !pass)
    const cookie = { name: line.name, attributes: attributesOf(last, refused) }
    const aboutSites = /^SameSite(?!None)|^UserPreferences$/.test(reason)
    return {
      kind: 'refused',
      reason,
      cookie,
      exchange: last,
      steps: [...(aboutSites ? sites : []), ...decided],
    }
  }
  if (withheld) {
    const [reason = ''] = withheld.reasons
    if (reason === 'CredentialsMode') return { kind: 'left out', reason, cookie: null, exchange, steps: mode }
    const decided = request.filter(
      ({ rule, pass }) => !pass && rule.startsWith('cookies/') && rule !== 'cookies/same-site-request',
    )
    const index = last.outcome.setCookies.findIndex(({ name }) => name === withheld.name)
    const cookie = { name: withheld.name, attributes: attributesOf(last, index) }
    return { kind: 'withheld', reason, cookie, exchange, steps: decided }
  }
  return null
}

/** The login that still counts; undefined where there was none, or a logout after it. */
function lastLogin(exchanges: readonly PredictedExchange[]): PredictedExchange | undefined {
  const last = exchanges.findLast(({ url }) => /^\/(login|logout)$/.test(shortPath(url)))
  return last && shortPath(last.url) === '/login' ? last : undefined
}

function attributesOf({ hops }: PredictedExchange, index: number): string {
  const answer = hops.find(({ request }) => !request.preflight)?.answer
  return cookiesIn(answer?.headers ?? [])[index]?.attributes ?? ''
}

/** Whether every answer can be read and whoever logged in is known. */
export const endsWell = (actions: readonly PredictedAction[]) =>
  actions.length > 0 && causeOf(actions) === null
