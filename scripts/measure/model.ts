import { readdirSync, readFileSync } from 'node:fs'
import { CookieJar } from 'tough-cookie'
import { parseScenario } from '../../web/browser/parse.ts'
import { predict } from '../../web/browser/predict.ts'
import type { Exchange, Scenario } from '../../web/browser/scenario.ts'

/** How fast the model is: on recorded scenarios, beside tough-cookie on the same cookies, and as they grow. */
const SECONDS = Number(process.env.MEASURE_SECONDS ?? 2)
const NOW = Date.UTC(2026, 10, 1)
const PAGE = 'https://app.example.com/'

const scenarios = recordedScenarios()
const perSecond = rate(() => {
  for (const scenario of scenarios) predict(scenario, { now: NOW })
  return scenarios.length
})
const withSteps = rate(() => {
  for (const scenario of scenarios) predict(scenario, { now: NOW, steps: true })
  return scenarios.length
})
console.log(`${scenarios.length} recorded scenarios`)
console.log(`  without steps  ${thousands(perSecond)} scenarios/s`)
console.log(`  with steps     ${thousands(withSteps)} scenarios/s`)

const cookies = cookieScenario(20)
const ours = rate(() => {
  predict(cookies, { now: NOW })
  return cookies.exchanges.length
})
const theirs = rate(() => toughCookie(cookies))
console.log('\nSet-and-get of twenty cookies, one a response')
console.log(`  model          ${thousands(ours)} exchanges/s, with the whole fetch around them`)
console.log(`  tough-cookie   ${thousands(theirs)} exchanges/s`)
console.log(`  ratio          ${(ours / theirs).toFixed(2)}`)

console.log('\nGrowth: microseconds for each')
for (const n of [100, 1000, 10_000]) {
  const exchanges = plainScenario(n)
  const jar = jarScenario(n)
  const eachExchange = 1e6 / rate(() => count(exchanges, n))
  const eachCookie = 1e6 / rate(() => count(jar, n))
  console.log(`  ${n} exchanges ${eachExchange.toFixed(2)}, ${n} cookies ${eachCookie.toFixed(2)}`)
}

function count(scenario: Scenario, n: number): number {
  predict(scenario, { now: NOW })
  return n
}

function rate(run: () => number): number {
  run()
  const start = performance.now()
  let done = 0
  while (performance.now() - start < SECONDS * 1000) done += run()
  return (done * 1000) / (performance.now() - start)
}

function recordedScenarios(): Scenario[] {
  const folder = new URL('../../web/browser/data/observed/', import.meta.url)
  return readdirSync(folder).flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => {
        const row: { scenario: unknown } = JSON.parse(line)
        const parsed = parseScenario(row.scenario)
        return 'scenario' in parsed ? [parsed.scenario] : []
      }),
  )
}

function exchange(headers: [string, string][]): Exchange {
  return { request: { url: 'https://app.example.com/api/items' }, response: { status: 200, headers } }
}

/** Each response sets one cookie; the next request carries those before it. */
function cookieScenario(n: number): Scenario {
  const exchanges = Array.from({ length: n }, (_, i) =>
    exchange([['Set-Cookie', `name${i}=value${i}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600`]]),
  )
  return { browser: { engine: 'spec' }, page: PAGE, exchanges }
}

function plainScenario(n: number): Scenario {
  return {
    browser: { engine: 'spec' },
    page: PAGE,
    exchanges: Array.from({ length: n }, () => exchange([])),
  }
}

function jarScenario(n: number): Scenario {
  const jar = Array.from({ length: n }, (_, i) => ({ url: PAGE, setCookie: `name${i}=value${i}; Path=/` }))
  return { browser: { engine: 'spec' }, page: PAGE, jar, exchanges: [exchange([])] }
}

function toughCookie(scenario: Scenario): number {
  const jar = new CookieJar()
  for (const { request, response } of scenario.exchanges) {
    jar.getCookieStringSync(request.url, { sameSiteContext: 'strict' })
    for (const [, line] of response.headers)
      jar.setCookieSync(line, request.url, { sameSiteContext: 'strict' })
  }
  return scenario.exchanges.length
}

function thousands(n: number): string {
  return Math.round(n).toLocaleString('en')
}
