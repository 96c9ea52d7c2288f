import type { Page } from 'puppeteer-core'

/** A key of the page's request bar. */
export type Press = 'login' | 'me' | 'admin' | 'transfer' | 'refresh' | 'logout'

/** One request as the page tells it: what the script got, and what the server saw and answered. */
export interface Told {
  path: string
  /** The status that the script could read, or what it got in its place. */
  script: string
  /** The status that the server answered, or that it never saw the request. */
  server: string
  preflight: boolean
}

/**
 * Goes to an address of the lab's own page, presses keys, and reads the ledger when all has settled. Where the tab shows the page
 * already, only its knobs turn, as by a link: with other knobs than before, the story begins an experiment and a ledger of its own.
 */
export async function tellStory(page: Page, url: string, presses: readonly Press[]): Promise<Told[]> {
  await openLabAt(page, url)
  for (const press of presses) await pressKey(page, press)
  return readLedger(page, presses.length)
}

/** Not by the mouse: the page may scroll or grow between its aim and its click. */
const pressKey = (page: Page, name: Press | 'run') =>
  page.$eval(`[data-testid=action-${name}]`, (key) => key instanceof HTMLElement && key.click())

/** Opens the lab with its knobs as an address says, and waits until it has taken them over. */
async function openLabAt(page: Page, url: string): Promise<void> {
  if (page.url().split('#')[0] === url.split('#')[0] && page.url() !== url) {
    await page.evaluate((url) => {
      const taken = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }))
      location.href = url
      return taken.then(() => undefined)
    }, url)
  } else await page.goto(url)
  // The page shows itself once it knows where things are.
  await page.waitForSelector('[data-testid=action-login]')
}

/** The ledger's requests, once so many actions stand in it and nothing is pending. */
export async function readLedger(page: Page, actions: number): Promise<Told[]> {
  const told = `document.querySelectorAll('[data-testid=action]').length >= ${actions}`
  const settled = `!document.querySelector('[aria-busy=true], [data-script=pending]')`
  await page.waitForFunction(`${told} && ${settled}`, { timeout: 10_000 }).catch(async (cause: unknown) => {
    const shown = await page.$eval('main', (main) => main.innerText)
    throw new Error(`The ledger has not come to ${actions} actions. The page shows:\n${shown}`, { cause })
  })
  return page.$$eval('[data-testid=exchange]', (rows) =>
    rows.map((row) => {
      const read = (name: string) => row.getAttribute(`data-${name}`) ?? ''
      return {
        path: read('path'),
        script: read('script-status') || read('script'),
        server: read('server-status') || read('server'),
        preflight: read('preflight') === 'seen',
      }
    }),
  )
}

/** The page's address with some knobs turned. */
export const addressOf = (origin: string, knobs: Record<string, unknown>) => `${origin}/#${fragmentOf(knobs)}`

/** Turned knobs as the page's address has them. */
export const fragmentOf = (knobs: Record<string, unknown>): string =>
  Object.entries(knobs)
    .map(([path, value]) => `${path}=${encodeURIComponent(textOf(value))}`)
    .join('&')

function textOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value ?? '')
  const headers = value.every(Array.isArray)
  return headers ? value.map((pair) => pair.join(': ')).join('\n') : value.join(', ')
}

/** How prediction and observation compare in the page. */
export interface Comparison {
  /** Rows that could be held against each other. */
  compared: number
  /** Of each request: whether all its rows agree. */
  verdicts: string[]
  /** The rows that do not: what was predicted and what was observed. */
  differing: string[]
  /** What the page says of the browser that shows it. */
  browser: string
}

/** Reads how the story that a page has told compares with its prediction. */
export async function readComparison(page: Page): Promise<Comparison> {
  const read = (selector: string, name: string) =>
    page.$$eval(selector, (rows, name) => rows.map((row) => row.getAttribute(`data-${name}`) ?? ''), name)
  const differing = '[data-row][data-agrees=false]'
  const [kinds, predicted, observed] = await Promise.all(
    ['row', 'predicted', 'observed'].map((name) => read(differing, name)),
  )
  const [compared] = await read('[data-testid=agreement]', 'compared')
  return {
    compared: Number(compared),
    verdicts: await read('[data-testid=exchange]', 'agrees'),
    differing: (kinds ?? []).map((kind, index) => `${kind}: ${predicted?.[index]}, not ${observed?.[index]}`),
    browser: await page.$eval('[data-testid=browser]', (element) => element.textContent),
  }
}

/** Runs the story in the lab's own page, applies the first fix that is offered, and tells both verdicts. */
export async function applyFix(page: Page, url: string): Promise<{ before: string; after: string }> {
  const verdict = () => page.$eval('[data-testid=verdict]', (title) => title.getAttribute('data-mark') ?? '')
  await openLabAt(page, url)
  await pressKey(page, 'run')
  await readLedger(page, 2)
  const before = await verdict()
  await page.locator('[data-testid=apply]').click()
  const again = "document.querySelector('[data-testid=verdict][data-mark=pass]')"
  await page.waitForFunction(again, { timeout: 10_000 })
  await readLedger(page, 2)
  return { before, after: await verdict() }
}
