import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { BROWSERS, type LocalBrowser } from '../browsers/driver.ts'
import { browserSetting, launch } from '../browsers/launch.ts'
import { freePorts } from '../free-ports.ts'
import { createObserver, type Observer } from '../observe/observer.ts'
import { openBarePage } from './bare.ts'
import { memoryOf } from './memory.ts'
import { plainScenarios, REQUESTS_EACH } from './plain-scenarios.ts'
import { median, spread } from './statistics.ts'

const ROUNDS = Number(process.env.MEASURE_ROUNDS ?? 5)
const SCENARIOS = 384
const LONG_RUN = 10_000
/** Scenarios of the test runner: it takes long for each. */
const TESTS = 60

for (const browser of BROWSERS) console.log(await measureRate(browser))
console.log(measureRunner(await scenarioRate('chromium')))
for (const browser of BROWSERS) console.log(await measureMemory(browser))

/** Requests a second while observing, against bare fetches of the same browser, in turn. */
async function measureRate(browser: LocalBrowser): Promise<string> {
  const bare = await openBarePage(browser)
  const { observer, run } = await observing(browser)
  const ratios: number[] = []
  const rates: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const without = await bare.rate(SCENARIOS * REQUESTS_EACH)
    const scenarios = await run(SCENARIOS)
    // The first round only warms up.
    if (round === 0) continue
    rates.push(scenarios)
    ratios.push((scenarios * REQUESTS_EACH) / without)
  }
  await observer.close()
  await bare.close()
  return (
    `${browser}: ${median(rates).toFixed(0)} scenarios of ${REQUESTS_EACH} requests a second; ` +
    `${median(ratios).toFixed(2)} times the rate of bare fetches (${spread(ratios)}, ${ROUNDS} rounds)`
  )
}

async function scenarioRate(browser: LocalBrowser): Promise<number> {
  const { observer, run } = await observing(browser)
  await run(SCENARIOS)
  const rate = await run(SCENARIOS)
  await observer.close()
  return rate
}

/** The same scenarios, each a test of its own in Playwright's runner, with the same browser. */
function measureRunner(ours: number): string {
  const config = fileURLToPath(new URL('runner/playwright.config.ts', import.meta.url))
  const began = performance.now()
  const { status, stdout, stderr } = spawnSync('npx', ['playwright', 'test', '--config', config], {
    encoding: 'utf8',
    env: { ...process.env, SCENARIOS: String(TESTS) },
  })
  if (status !== 0) throw new Error(stdout + stderr)
  const theirs = TESTS / ((performance.now() - began) / 1000)
  return `chromium: ${(ours / theirs).toFixed(0)} times as many scenarios a second as one test each in Playwright’s runner (${theirs.toFixed(1)} a second, its start counted)`
}

/** What this process and the browser hold after a tenth of a long run, and at its end. */
async function measureMemory(browser: LocalBrowser): Promise<string> {
  const { observer, run } = await observing(browser)
  await run(LONG_RUN / 10)
  const early = memoryOf(process.pid)
  await run(LONG_RUN - LONG_RUN / 10)
  const late = memoryOf(process.pid)
  await observer.close()
  return (
    `${browser}: after ${LONG_RUN / 10} and after ${LONG_RUN} scenarios the runner holds ${early.own} and ${late.own} MB, ` +
    `the browser ${early.children} and ${late.children} MB`
  )
}

async function observing(
  browser: LocalBrowser,
): Promise<{ observer: Observer; run(count: number): Promise<number> }> {
  const setting = browserSetting(browser)
  if (typeof setting === 'string') throw new Error(setting)
  const observer = await createObserver(() => launch(setting))
  const [page = 0, api = 0] = await freePorts(2)
  return {
    observer,
    /** Scenarios a second. */
    async run(count) {
      const began = performance.now()
      for await (const observed of observer.observe(plainScenarios(count, { page, api }))) {
        if ('error' in observed) throw new Error(observed.error)
      }
      return count / ((performance.now() - began) / 1000)
    },
  }
}
