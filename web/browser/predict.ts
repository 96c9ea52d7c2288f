import { cannedAnswers } from './cannedAnswers.ts'
import { cookieContext } from './cookies/context.ts'
import { receiveSetCookie } from './cookies/receiveCookie.ts'
import { retrieveCookies, serializeCookies } from './cookies/retrieve.ts'
import type { Profile } from './engines/profile.ts'
import { visit } from './fetch/createRequest.ts'
import { fetch } from './fetch/fetch.ts'
import { PreflightCache } from './fetch/preflightCache.ts'
import { type AsyncNetwork, runWith, runWithAsync } from './network.ts'
import { originOf } from './origin.ts'
import type { ExchangeOutcome, Outcome, Scenario, ScenarioRequest } from './scenario.ts'
import { openBrowser, type UserAgent } from './userAgent.ts'

export interface PredictOptions {
  /** Record every rule applied. */
  steps?: boolean
  /** The time at which the scenario begins, in milliseconds since the epoch. */
  now?: number
  /** What the engine does; left out, all that is known of it. */
  profile?: Profile
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

/** A model browser with its page open. */
export interface OpenPage {
  /**
   * One request of the page, `wait` seconds after the one before. Cookies and the preflight cache carry
   * over, so the next request begins when this one has ended.
   */
  fetch(request: ScenarioRequest, network: AsyncNetwork, wait?: number): Promise<ExchangeOutcome>
  /** Whether a cookie of this name is kept for a host, and only for pages of one site. */
  keepsApart(host: string, cookie: string): boolean
  /** Whether a cookie of this name is kept for a host when the browser closes: RFC 6265bis section 5.7, the persistent-flag. */
  persists(host: string, cookie: string): boolean
  /** What `document.cookie` shows a script of the page: RFC 6265bis section 5.8.3, by a "non-HTTP" API. */
  documentCookie(): string
  /** Another page in the same browser: the cookies are the same, the preflight cache is each page's own. */
  open(page: string): OpenPage
}

/** Opens a page whose requests a network answers: the lab's API, a live server, a recording. */
export function openPage(setting: Setting, options: PredictOptions = {}): OpenPage {
  return pageIn(browserIn(setting, options), setting.page, options)
}

function pageIn(agent: UserAgent, page: string, options: PredictOptions): OpenPage {
  const kept = (host: string, name: string) =>
    [...agent.cookieStore.ofSite(host)].filter((cookie) => cookie.name === name)
  return {
    fetch(request, network, wait) {
      begin(agent, wait, options)
      return runWithAsync(fetch(agent, request), network)
    },
    keepsApart(host, name) {
      return kept(host, name).some(({ partitionKey }) => partitionKey !== null)
    },
    persists(host, name) {
      return kept(host, name).some(({ expiry }) => expiry !== Number.POSITIVE_INFINITY)
    },
    documentCookie() {
      const { cookies } = retrieveCookies(agent, cookieContext(agent, visit(agent, page)))
      return serializeCookies(cookies.filter(({ httpOnly }) => !httpOnly))
    },
    open(other) {
      const preflightCache = new PreflightCache(agent.behaviour)
      return pageIn({ ...agent, page: originOf(new URL(other)), preflightCache }, other, options)
    },
  }
}

function browserIn(setting: Setting, options: PredictOptions): UserAgent {
  const agent = openBrowser(setting.browser, setting.page, options.now ?? Date.now(), options.profile)
  for (const { url, setCookie } of setting.jar ?? []) {
    receiveSetCookie(agent, cookieContext(agent, visit(agent, url)), setCookie)
  }
  return agent
}

function begin(agent: UserAgent, wait: number | undefined, options: PredictOptions): void {
  agent.now += (wait ?? 0) * 1000
  agent.trace = options.steps === true ? [] : undefined
}
