import { isRedirectStatus } from '../../web/browser/fetch/response.ts'
import type { Scenario } from '../../web/browser/scenario.ts'
import { headerOf } from './exact-server.ts'
import { wireUrl } from './stage.ts'

/** A scenario with what it touches, by which it might meet another one in the same browser profile. */
export interface Planned {
  scenario: Scenario
  /** Every URL that is part of an exchange, redirects followed. */
  urls: Set<string>
  /** Names of the cookies that it sets. */
  cookies: Set<string>
  /** How long they are, attributes and all. */
  cookieBytes: number
}

/**
 * How many scenarios share a profile at the most, and how many cookies of which length: engines keep 180 of one domain, and of
 * Partitioned ones 10 KiB for one site under another (CHIPS).
 */
const MOST_SCENARIOS = 64
const MOST_COOKIES = 120
const MOST_COOKIE_BYTES = 8000

export function plan(scenario: Scenario): Planned {
  const lines = [
    ...(scenario.jar ?? []).map(({ setCookie }) => setCookie),
    ...scenario.exchanges.flatMap((exchange) =>
      [exchange, ...(exchange.redirects ?? [])].flatMap(({ response }) =>
        response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value),
      ),
    ),
  ]
  return {
    scenario,
    urls: new Set(scenario.exchanges.flatMap(urlsOf)),
    cookies: new Set(lines.map(cookieNameIn)),
    cookieBytes: lines.join('').length,
  }
}

/** Where an exchange goes, its redirects too. */
export function urlsOf({ request, response, redirects = [] }: Scenario['exchanges'][number]): string[] {
  const urls = [wireUrl(request.url)]
  for (const answer of [response, ...redirects.map((hop) => hop.response)]) {
    const location = isRedirectStatus(answer.status) ? headerOf(answer.headers, 'location') : undefined
    if (location === undefined || !URL.canParse(location, urls.at(-1))) break
    urls.push(wireUrl(location, urls.at(-1)))
  }
  return urls
}

/** The name that a Set-Cookie line gives a cookie, whether or not a browser takes it. */
export function cookieNameIn(line: string): string {
  const [pair = ''] = line.split(';')
  return pair.includes('=') ? (pair.split('=')[0] ?? '').trim() : ''
}

/**
 * Which scenarios may run side by side in one profile: those that have no URL and no cookie name in common. A page's own
 * address belongs to nobody else either.
 */
export class Batch {
  readonly scenarios: Planned[] = []
  readonly #urls = new Set<string>()
  readonly #pages = new Set<string>()
  readonly #cookies = new Set<string>()
  #cookieBytes = 0
  #waits = false

  /** Takes a scenario in; false where it has to wait for the next batch. */
  take(planned: Planned): boolean {
    const { scenario, urls, cookies, cookieBytes } = planned
    const page = wireUrl(scenario.page)
    const waits = scenario.exchanges.some(({ wait }) => wait)
    const fits =
      this.scenarios.length === 0 ||
      (this.scenarios.length < MOST_SCENARIOS &&
        this.#cookies.size + cookies.size <= MOST_COOKIES &&
        this.#cookieBytes + cookieBytes <= MOST_COOKIE_BYTES &&
        waits === this.#waits &&
        !this.#urls.has(page) &&
        urls.isDisjointFrom(this.#urls) &&
        urls.isDisjointFrom(this.#pages) &&
        !urls.has(page) &&
        cookies.isDisjointFrom(this.#cookies))
    if (!fits) return false
    this.scenarios.push(planned)
    this.#waits = waits
    this.#cookieBytes += cookieBytes
    this.#pages.add(page)
    for (const url of urls) this.#urls.add(url)
    for (const cookie of cookies) this.#cookies.add(cookie)
    return true
  }
}
