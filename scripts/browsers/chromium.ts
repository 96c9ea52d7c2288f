import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer-core'
import { within } from '../time-limit.ts'
import { findBrowser } from './find.ts'

/** What the browser does with cookies of a site other than the page's. */
export type ThirdPartyCookies = 'allow' | 'block'

/** A browser with a fresh profile, and what ends it. */
export interface RunningBrowser {
  browser: Browser
  close(): Promise<void>
}

/** Chromium's preference: 0 allows third-party cookies, 1 blocks them. */
const COOKIE_CONTROLS_MODE = { allow: 0, block: 1 }

/**
 * Switches that keep Chromium from calling its maker and from needing a screen. None of them touches
 * cookies or CORS; the library's own set, which turns features off, is left out.
 */
const SWITCHES = [
  '--headless=new',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--disable-quic',
]

/** Milliseconds in which Chromium has to end by itself. */
const PATIENCE = 5000

/**
 * Starts Chromium with its own defaults but for the one preference. The lab's self-signed certificate is accepted.
 * @param endsOnSignal whether a signal to this process ends the browser and the process at once
 * @param switches further ones
 */
export async function launchChromium(
  thirdPartyCookies: ThirdPartyCookies,
  endsOnSignal = true,
  switches: readonly string[] = [],
): Promise<RunningBrowser> {
  const executablePath = findBrowser('chromium')
  const profile = mkdtempSync(join(tmpdir(), 'with-credentials-chromium-'))
  mkdirSync(join(profile, 'Default'))
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { cookie_controls_mode: COOKIE_CONTROLS_MODE[thirdPartyCookies] } }),
  )
  // Chromium's sandbox does not start for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await puppeteer.launch({
    executablePath,
    acceptInsecureCerts: true,
    defaultViewport: null,
    ignoreDefaultArgs: true,
    handleSIGINT: endsOnSignal,
    handleSIGTERM: endsOnSignal,
    handleSIGHUP: endsOnSignal,
    args: [...SWITCHES, ...switches, ...sandbox, `--user-data-dir=${profile}`, 'about:blank'],
  })
  return {
    browser,
    async close() {
      await within(PATIENCE, browser.close(), 'late').catch(() => browser.process()?.kill('SIGKILL'))
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
