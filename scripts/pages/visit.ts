import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import type { PagePath } from '../../web/pages.ts'
import { lookAtFocus, measureOverflow, neverFocused, nextFrame, noteShifts, readShifts } from './in-page.ts'
import { type PageState, READY } from './states.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** What a page does wrong: each list is empty where it does nothing wrong. */
export interface Found {
  /** What axe-core finds, in the light theme and in the dark one: the rule, and where. */
  light: string[]
  dark: string[]
  /** What moved by itself. */
  shifts: string[]
  /** What the console says beyond what the state makes the browser say. */
  console: string[]
  /** Requests to hosts that are not the lab's. */
  foreign: string[]
  /** What runs although less motion was asked for. */
  motion: string[]
  /** What Tab does not reach, or what is not to be seen while it has the focus. */
  focus: string[]
  /** What is wider than the narrowest phone. */
  overflow: string[]
}

const DESK = { width: 1440, height: 900 }
const PHONE = { height: 844 }
const NARROWEST = 360
const MOST_STOPS = 300
/** How far what comes of a press may move the rest: it may take a line more or less to say than what was to come. */
const BY_SOME_WORDS = { desk: 0.01, phone: 0.05 }
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** All that a theme can change. */
const COLOURS = { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] }

/** Opens a page in a state, and tells all that is wrong there. */
export async function visit(
  browser: Browser,
  origin: string,
  path: PagePath,
  { fragment = '', width, calm = false, act, console: said }: PageState,
): Promise<Found> {
  const page = await browser.newPage()
  try {
    const lines: string[] = []
    const foreign: string[] = []
    page.on('console', (line) => {
      if (['warn', 'error'].includes(line.type()) && !said?.test(line.text())) lines.push(line.text())
    })
    page.on('pageerror', (error) => lines.push(String(error)))
    page.on('request', (request) => {
      if (!isOurs(request.url())) foreign.push(request.url())
    })
    await page.setViewport(width ? { ...PHONE, width } : DESK)
    await show(page, 'light', calm)
    await page.evaluateOnNewDocument(noteShifts)
    await page.goto(`${origin}${path}${fragment && `#${fragment}`}`)
    await page.locator(READY[path]).wait()
    const shifts = await page.evaluate(readShifts, 0)
    await act?.(page)
    if (act) shifts.push(...(await page.evaluate(readShifts, BY_SOME_WORDS[width ? 'phone' : 'desk'])))
    const motion = calm ? await movingIn(page) : []
    // As text, because the page's policy lets no script in.
    await page.evaluate(axe.source)
    const light = await violationsIn(page, RULES)
    await show(page, 'dark', calm)
    const dark = await violationsIn(page, COLOURS)
    const focus = await focusIn(page)
    await page.setViewport({ ...PHONE, width: NARROWEST })
    await page.evaluate(nextFrame)
    const overflow = await page.evaluate(measureOverflow)
    return { light, dark, shifts, console: lines, foreign, motion, focus, overflow }
  } finally {
    // What one visit chose, the next one does not find.
    await page.evaluate(() => localStorage.clear()).catch(() => undefined)
    await page.close()
  }
}

const show = (page: Page, theme: string, calm: boolean) =>
  page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: calm ? 'reduce' : 'no-preference' },
  ])

const isOurs = (url: string) => {
  const { protocol, hostname } = new URL(url)
  return ['data:', 'blob:'].includes(protocol) || hostname.endsWith('.localhost')
}

const movingIn = (page: Page) =>
  page.evaluate(() =>
    document.getAnimations().map((one) => `${one.playState} ${one.effect?.getComputedTiming().duration}`),
  )

async function violationsIn(page: Page, rules: NonNullable<axe.RunOptions['runOnly']>): Promise<string[]> {
  const options: axe.RunOptions = { runOnly: rules, resultTypes: ['violations'] }
  const { violations } = await page.evaluate((options) => window.axe.run(options), options)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** Goes through the page by Tab, once round. */
async function focusIn(page: Page): Promise<string[]> {
  const wrong: string[] = []
  let ends = 0
  // Whatever had the focus, after the page's end it goes on from its beginning.
  for (let stops = 0; stops < MOST_STOPS && ends < 2; stops += 1) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(lookAtFocus)
    if (!seen) ends += 1
    else if (seen.again) break
    else if (seen.wrong) wrong.push(seen.wrong)
  }
  return [...wrong, ...(await page.evaluate(neverFocused))]
}
