import type { Scenario } from '../../web/browser/scenario.ts'

/**
 * The smallest scenario that still shows something: parts are left out one after the other, as long as it shows. Neither what is
 * left out nor its order is random.
 */
export async function smallest(
  scenario: Scenario,
  shows: (smaller: Scenario) => Promise<boolean>,
): Promise<Scenario> {
  let found = scenario
  for (;;) {
    const next = await firstThat(smaller(found), shows)
    if (!next) return found
    found = next
  }
}

async function firstThat<T>(
  values: Iterable<T>,
  test: (value: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const value of values) if (await test(value)) return value
  return undefined
}

/** The scenario with one part less, in every way; big parts first. */
function* smaller(scenario: Scenario): Generator<Scenario> {
  const { exchanges, jar = [] } = scenario
  for (const list of without(exchanges)) if (list.length > 0) yield { ...scenario, exchanges: list }
  for (const list of without(jar)) yield { ...scenario, jar: list }
  for (const [index, exchange] of exchanges.entries()) {
    for (const less of smallerExchanges(exchange))
      yield { ...scenario, exchanges: exchanges.with(index, less) }
  }
  for (const [index, entry] of jar.entries()) {
    for (const setCookie of shorterCookies(entry.setCookie)) {
      yield { ...scenario, jar: jar.with(index, { ...entry, setCookie }) }
    }
  }
}

type Exchange = Scenario['exchanges'][number]

function* smallerExchanges(exchange: Exchange): Generator<Exchange> {
  const { request, preflight, response, redirects } = exchange
  if (redirects) {
    const { redirects: _, ...less } = exchange
    yield less
  }
  if (preflight) {
    const { preflight: _, ...less } = exchange
    yield less
    for (const headers of without(preflight.headers))
      yield { ...exchange, preflight: { ...preflight, headers } }
  }
  for (const headers of without(request.headers ?? []))
    yield { ...exchange, request: { ...request, headers } }
  for (const headers of without(response.headers)) yield { ...exchange, response: { ...response, headers } }
  for (const [index, [name, value]] of response.headers.entries()) {
    if (name.toLowerCase() !== 'set-cookie') continue
    for (const line of shorterCookies(value)) {
      const headers = response.headers.with(index, [name, line])
      yield { ...exchange, response: { ...response, headers } }
    }
  }
}

/** A Set-Cookie line with one attribute less. */
function* shorterCookies(line: string): Generator<string> {
  const [pair = '', ...attributes] = line.split('; ')
  for (const less of without(attributes)) yield [pair, ...less].join('; ')
}

function* without<T>(list: readonly T[]): Generator<T[]> {
  for (let index = 0; index < list.length; index += 1) yield list.toSpliced(index, 1)
}
