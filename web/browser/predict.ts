import { cookieContext } from './cookies/context.ts'
import { receiveSetCookie } from './cookies/receiveCookie.ts'
import { visit } from './fetch/createRequest.ts'
import { fetch } from './fetch/fetch.ts'
import { type AsyncNetwork, type Network, runWith, runWithAsync } from './network.ts'
import type { Answer, Exchange, ExchangeOutcome, Outcome, Scenario } from './scenario.ts'
import { openBrowser, type UserAgent } from './userAgent.ts'

export interface PredictOptions {
  /** Record every rule applied. */
  steps?: boolean
  /** The time at which the scenario begins, in milliseconds since the epoch. */
  now?: number
}

/** A scenario without the server's answers: those come from a network. */
export type Setting = Pick<Scenario, 'browser' | 'page' | 'jar'>

/** What comes of a scenario, by its engine's rules. */
export function predict(scenario: Scenario, options: PredictOptions = {}): Outcome {
  const agent = browserIn(scenario, options)
  const exchanges = scenario.exchanges.map((exchange) => {
    begin(agent, exchange.wait, options)
    return runWith(fetch(agent, exchange.request), cannedAnswers(exchange))
  })
  return scenario.id === undefined ? { exchanges } : { id: scenario.id, exchanges }
}

/** The same of requests whose answers a network gives: the lab's API, a live server, a recording. */
export async function predictThrough(
  network: AsyncNetwork,
  setting: Setting,
  requests: readonly Pick<Exchange, 'request' | 'wait'>[],
  options: PredictOptions = {},
): Promise<Outcome> {
  const agent = browserIn(setting, options)
  const exchanges: ExchangeOutcome[] = []
  for (const { request, wait } of requests) {
    begin(agent, wait, options)
    exchanges.push(await runWithAsync(fetch(agent, request), network))
  }
  return { exchanges }
}

function browserIn(setting: Setting, options: PredictOptions): UserAgent {
  const agent = openBrowser(setting.browser, setting.page, options.now ?? Date.now())
  for (const { url, setCookie } of setting.jar ?? []) {
    receiveSetCookie(agent, cookieContext(agent, visit(agent, url)), setCookie)
  }
  return agent
}

function begin(agent: UserAgent, wait: number | undefined, options: PredictOptions): void {
  agent.now += (wait ?? 0) * 1000
  agent.trace = options.steps === true ? [] : undefined
}

const NO_CONTENT: Answer = { status: 204, headers: [] }
const OK: Answer = { status: 200, headers: [] }

/** A scenario's own answers. A hop that it leaves out is answered as its URL was before, else 200 without headers. */
function cannedAnswers(exchange: Exchange): Network {
  const before = new Map<string, Answer>()
  return ({ preflight, hop, url }) => {
    const at = hop === 0 ? exchange : exchange.redirects?.[hop - 1]
    if (preflight) return at?.preflight ?? NO_CONTENT
    const answer = at?.response ?? before.get(url) ?? OK
    before.set(url, answer)
    return answer
  }
}
