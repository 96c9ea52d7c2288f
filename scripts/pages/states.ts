import type { Page } from 'puppeteer-core'
import type { PagePath } from '../../web/pages.ts'
import { readLedger } from '../browsers/story.ts'

/** What is there once a page has all that it shows at first. */
export const READY: Record<PagePath, string> = {
  '/': '[aria-busy=false] [data-testid=verdict]:not([data-mark=none])',
  '/matrix': ':is([data-testid=maps], [data-testid=no-report])',
  '/claims': '[data-testid=run-all]:not([disabled])',
  '/attacks': '[data-testid=run-all]:not([disabled])',
  '/lessons': '[data-testid=question][data-ready=yes]',
  '/explain': '[data-testid=explanation]',
  '/bench': ':is([data-testid=bar], [data-testid=no-report])',
  '/compare': '[data-testid=run-both]:not([disabled])',
}

/** A page as somebody may find it. */
export interface PageState {
  /** In the test's name. */
  state: string
  /** The address's fragment, without its `#`. */
  fragment?: string
  /** In pixels; left out, as wide as a desk's. */
  width?: number
  /** Whether somebody asked for less motion. */
  calm?: boolean
  /** Whether the lab has no report yet, of matrix or bench. */
  noReport?: true
  /** What somebody does there. */
  act?: (page: Page) => Promise<void>
  /** Lines that the browser itself writes to the console then. */
  console?: RegExp
}

const PHONE = 390
const press = (page: Page, key: string) => page.locator(`[data-testid=${key}]`).click()

async function run(page: Page): Promise<void> {
  await press(page, 'action-run')
  await readLedger(page, 2)
}

async function answer(page: Page): Promise<void> {
  await press(page, 'answer-B')
  await press(page, 'run-lesson')
  await page.locator('[data-testid=explanation]').wait()
}

const explain = (example: string) => async (page: Page) => {
  await press(page, `example-${example}`)
  await page.locator('[data-testid=finding]').wait()
}

async function tryClaim(page: Page): Promise<void> {
  await press(page, 'run-claim')
  await page.locator('[data-testid=claim-verdict]').wait()
}

const takeAlong = (snippet: string) => async (page: Page) => {
  await press(page, 'take-along')
  await press(page, `choose-${snippet}`)
  await page.locator('[data-testid=code][data-ready=true]').wait()
}

async function openMenu(page: Page): Promise<void> {
  await press(page, 'menu')
  await page.locator('[popover]:popover-open').wait()
}

/** The states of each page that are looked at: every page of web/pages.ts has to have some. */
export const PAGE_STATES: Record<PagePath, PageState[]> = {
  '/': [
    { state: 'before a run' },
    { state: 'after a run that fails', fragment: 'cookie.sameSite=Lax', act: run, console: /status of 401/ },
    { state: 'after one with a bearer token', fragment: 'credential=bearer', act: run },
    {
      state: 'as a diagram',
      async act(page) {
        await page.locator('[data-testid=view] input[value=diagram]').click()
        await page.locator('[data-testid=diagram]').wait()
      },
    },
    { state: 'with a server to take along', act: takeAlong('server-nginx') },
    { state: 'on a phone, with a client', width: PHONE, calm: true, act: takeAlong('client-fetch') },
    { state: 'by a link that is wrong', fragment: 'cookie.samesite=Lax&wire.latency=soon' },
    { state: 'on a phone, after a run', width: PHONE, calm: true, act: run },
    {
      state: 'on a phone, the knobs open',
      width: PHONE,
      async act(page) {
        await press(page, 'open-knobs')
        await page.locator('dialog[open]').wait()
      },
    },
  ],
  '/matrix': [
    { state: 'with a report' },
    { state: 'without one', noReport: true, console: /status of 404/ },
    { state: 'on a phone, the menu open', width: PHONE, calm: true, act: openMenu },
  ],
  '/claims': [
    {
      state: 'after a trial',
      fragment: 'cors-protects',
      act: tryClaim,
      console: /blocked by CORS policy|net::ERR_FAILED/,
    },
    {
      state: 'on a phone, the list open',
      fragment: 'limits',
      width: PHONE,
      calm: true,
      act: (page) => press(page, 'all-claims'),
    },
  ],
  '/attacks': [
    {
      state: 'after an attack',
      async act(page) {
        await press(page, 'run-attack')
        await page.locator('[data-testid=attack-run]').wait()
      },
    },
    { state: 'on a phone', width: PHONE, calm: true },
  ],
  '/lessons': [
    {
      state: 'after an answer',
      fragment: 'wildcard-and-cookie',
      act: answer,
      console: /blocked by CORS policy|net::ERR_FAILED/,
    },
    { state: 'on a phone', fragment: 'samesite-unset', width: PHONE, calm: true },
  ],
  '/explain': [
    { state: 'before anything is pasted' },
    { state: 'with a message', act: explain('Chrome') },
    { state: 'with headers', act: explain('curl-i') },
    { state: 'on a phone, with a message', width: PHONE, calm: true, act: explain('Safari') },
  ],
  '/bench': [
    { state: 'with a report, the table open', act: (page) => page.locator('summary').click() },
    { state: 'without one', noReport: true, console: /status of 404/ },
    { state: 'on a phone', width: PHONE, calm: true },
  ],
  '/compare': [
    {
      state: 'after a run',
      async act(page) {
        await press(page, 'run-both')
        await page.locator('[data-testid=head-right][data-experiment]').wait()
      },
      console: /status of 40\d/,
    },
    { state: 'by a link that is wrong, on a phone', fragment: 'nothing=1;', width: PHONE, calm: true },
  ],
}
