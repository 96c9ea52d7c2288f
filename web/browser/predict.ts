import { cookieContext } from './cookies/context.ts'
import { receiveSetCookie } from './cookies/receiveCookie.ts'
import { visit } from './fetch/createRequest.ts'
import { fetch } from './fetch/fetch.ts'
import { type Network, runWith } from './network.ts'
import type { Answer, Exchange, Outcome, Scenario } from './scenario.ts'
import { openBrowser } from './userAgent.ts'

export interface PredictOptions {
  /** Record every rule applied. */
  steps?: boolean
  /** The time at which the scenario begins, in milliseconds since the epoch. */
  now?: number
}

/** What comes of a scenario, by its engine's rules. */
export function predict(scenario: Scenario, options: PredictOptions = {}): Outcome {
  const agent = openBrowser(scenario.browser, scenario.page, options.now ?? Date.now())
  for (const { url, setCookie } of scenario.jar ?? []) {
    receiveSetCookie(agent, cookieContext(agent, visit(agent, url)), setCookie)
  }
  const exchanges = scenario.exchanges.map((exchange) => {
    agent.now += (exchange.wait ?? 0) * 1000
    agent.trace = options.steps === true ? [] : undefined
    return runWith(fetch(agent, exchange.request), cannedAnswers(exchange))
  })
  return scenario.id === undefined ? { exchanges } : { id: scenario.id, exchanges }
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
