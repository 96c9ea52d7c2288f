import { launchChromium } from './chromium.ts'
import type { LocalBrowser } from './driver.ts'
import { launchFirefox } from './firefox.ts'
import { openMiniBrowser } from './webkitgtk.ts'

/** A page of a real browser with a fresh profile, in which scripts are run. */
export interface ScriptPage {
  /** The browser's version, such as `156.0.8078.108`. */
  version: string
  goTo(url: string): Promise<void>
  /** Runs an expression in the page. @returns what it, or its promise, comes to; JSON alone gets through */
  run(expression: string): Promise<unknown>
  /** Ends the browser. */
  close(): Promise<void>
}

/** Starts a browser; third-party cookies are allowed where that is a setting. @throws MissingBrowserError */
export async function openScriptPage(browser: LocalBrowser): Promise<ScriptPage> {
  if (browser === 'webkitgtk') return byWebDriver()
  const { browser: running, close } =
    browser === 'chromium' ? await launchChromium('allow') : await launchFirefox()
  const page = await running.newPage()
  return {
    version: (await running.version()).replace(/^\D*/, ''),
    goTo: async (url) => void (await page.goto(url)),
    run: (expression) => page.evaluate(expression),
    close,
  }
}

async function byWebDriver(): Promise<ScriptPage> {
  const { driver, close } = await openMiniBrowser()
  return {
    version: String((await driver.getCapabilities()).getBrowserVersion()),
    goTo: (url) => driver.get(url),
    run: (expression) => driver.executeAsyncScript(`Promise.resolve(${expression}).then(arguments[0])`),
    close,
  }
}
