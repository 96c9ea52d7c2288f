import { setTimeout as pause } from 'node:timers/promises'
import type { Scenario } from '../../web/browser/scenario.ts'
import type { DrivenPage, Driver, Sent } from '../browsers/driver.ts'
import { type Observation, observedExchange } from './observation.ts'
import type { Planned } from './plan.ts'
import type { Stage } from './stage.ts'

/** Runs scenarios side by side in one profile. They have nothing in common: see `Batch`. */
export async function runBatch(
  driver: Driver,
  stage: Stage,
  batch: readonly Planned[],
): Promise<Observation[]> {
  await fillJar(driver, stage, batch)
  const pages = new Map<string, DrivenPage>()
  for (const { scenario } of batch) {
    const { page } = scenario
    if (!pages.has(page) && scenario.exchanges.some(isOfScript)) pages.set(page, await driver.openPage(page))
  }
  return Promise.all(batch.map((planned) => runScenario(driver, stage, planned, pages)))
}

const isOfScript = ({ request }: Scenario['exchanges'][number]) =>
  request.via !== 'link' && request.via !== 'form'

async function runScenario(
  driver: Driver,
  stage: Stage,
  { scenario, cookies }: Planned,
  pages: ReadonlyMap<string, DrivenPage>,
): Promise<Observation> {
  const { id, page, exchanges } = scenario
  const observed: Observation['exchanges'] = []
  for (const exchange of exchanges) {
    if (exchange.wait) await pause(exchange.wait * 1000)
    const { seen, sent } = isOfScript(exchange)
      ? await send(stage, exchange, pages.get(page))
      : await follow(driver, stage, exchange, page)
    const { request, response } = exchange
    const asked = { request, page, answerHeaders: response.headers, isOwn: cookies.has.bind(cookies) }
    observed.push(observedExchange(asked, seen, sent))
  }
  return { ...(id !== undefined && { id }), exchanges: observed }
}

async function send(stage: Stage, exchange: Scenario['exchanges'][number], page: DrivenPage | undefined) {
  if (!page) throw new Error('A script’s requests need their page.')
  const running = stage.begin(exchange)
  try {
    const sent = await page.send(exchange.request, () => running.seen.sent)
    return { seen: running.seen, sent }
  } finally {
    running.end()
  }
}

/** The tab opens before the exchange begins: its page may have the exchange's address. */
async function follow(driver: Driver, stage: Stage, exchange: Scenario['exchanges'][number], page: string) {
  const tab = await driver.openTab(page)
  const running = stage.begin(exchange)
  try {
    const told = await tab.follow(exchange.request, running.answered)
    const result = running.seen.sent ? 'opaque' : 'blocked'
    const sent: Sent = { got: { result, status: 0, exposed: [], body: '', error: '' }, told }
    return { seen: running.seen, sent }
  } finally {
    running.end()
    await tab.close()
  }
}

/** Visits that go to the same address are made at once, as long as no scenario's cookies come in another order. */
async function fillJar(driver: Driver, stage: Stage, batch: readonly Planned[]): Promise<void> {
  const jars = batch.map(({ scenario }) => [...(scenario.jar ?? [])])
  for (;;) {
    const url = jars.find((jar) => jar.length > 0)?.[0]?.url
    if (url === undefined) return
    const lines: string[] = []
    for (const jar of jars) {
      while (jar[0]?.url === url) lines.push(jar.shift()?.setCookie ?? '')
    }
    stage.prepareVisit(url, lines)
    await driver.visit(url)
  }
}
