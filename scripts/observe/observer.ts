import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCertificate } from '../../api/lab/certificate.ts'
import type { Scenario } from '../../web/browser/scenario.ts'
import type { Driver } from '../browsers/driver.ts'
import { steadyBrowser } from '../browsers/steady.ts'
import { createExactServer, type ExactServer, UnusableOriginError } from './exact-server.ts'
import type { Observation } from './observation.ts'
import { Batch, type Planned, plan, urlsOf } from './plan.ts'
import { runBatch } from './run-batch.ts'
import { createStage } from './stage.ts'

/** What came of a scenario in the browser, or why nothing came of it. */
export type Observed = Observation | { id?: string; error: string }

export interface Observer {
  /** Observes scenarios, many side by side; what came of them is handed over in their order. */
  observe(scenarios: AsyncIterable<Scenario> | Iterable<Scenario>): AsyncGenerator<Observed>
  close(): Promise<void>
}

/** Seconds that a batch may take beyond the waits that it asks for. */
const TIME_LIMIT = 60

/** @param launch starts the browser; called again where it crashed or hung */
export async function createObserver(launch: () => Promise<Driver>): Promise<Observer> {
  const folder = mkdtempSync(join(tmpdir(), 'with-credentials-observe-'))
  const stage = createStage()
  const server = createExactServer(stage.answer, await loadCertificate(folder))
  const browser = steadyBrowser(launch)

  const run = (batch: readonly Planned[]) =>
    browser.run<Planned, Observed>(batch, timeFor(batch), {
      attempt: (driver, planned) => runBatch(driver, stage, planned),
      failed: ({ scenario }, error) => ({
        ...idOf(scenario),
        error: `The browser did not get through it, twice: ${error instanceof Error ? error.message : error}`,
      }),
    })

  return {
    async *observe(scenarios) {
      let batch = new Batch()
      for await (const scenario of scenarios) {
        const problem = await unusable(server, scenario)
        const planned = problem ? undefined : plan(scenario)
        if (planned && batch.take(planned)) continue
        yield* await run(batch.scenarios)
        batch = new Batch()
        if (planned) batch.take(planned)
        else yield { ...idOf(scenario), error: problem ?? '' }
      }
      yield* await run(batch.scenarios)
    },
    async close() {
      await browser.close()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const idOf = ({ id }: Scenario) => (id === undefined ? {} : { id })

/** Why a scenario cannot be observed here; opens the ports that it needs. */
async function unusable(
  server: ExactServer,
  { page, jar = [], exchanges }: Scenario,
): Promise<string | undefined> {
  const answers = exchanges.flatMap(({ preflight, response, redirects = [] }) => [
    ...(preflight ? [preflight] : []),
    response,
    ...redirects.map((hop) => hop.response),
  ])
  const interim = answers.find(({ status }) => status < 200)
  if (interim) return `An answer’s status is ${interim.status}: below 200 it would not be the end of it.`
  const urls = [page, ...jar.map(({ url }) => url), ...exchanges.flatMap(urlsOf)]
  try {
    for (const url of urls) if (/^https?:/.test(url)) await server.serve(new URL(url))
    return undefined
  } catch (error) {
    if (error instanceof UnusableOriginError) return error.message
    throw error
  }
}

/** In milliseconds. */
function timeFor(batch: readonly Planned[]): number {
  const waits = batch.map(({ scenario }) => scenario.exchanges.reduce((sum, { wait = 0 }) => sum + wait, 0))
  return (TIME_LIMIT + Math.max(0, ...waits)) * 1000
}
