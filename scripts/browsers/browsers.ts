/** What other projects import as `with-credentials/browsers`: real browsers, each with its own defaults and a fresh profile. */
import type { BrowserSetting, Got, PageRequest } from './driver.ts'
import { browserSetting, launch as launchDriver } from './launch.ts'

export type { BrowserName, BrowserSetting, Got, PageRequest } from './driver.ts'
export { MissingBrowserError, whyMissing } from './find.ts'
export { BROWSER_SETTINGS, modelOf, settingName } from './launch.ts'

/** A real browser, nothing intercepted. */
export interface TestBrowser {
  readonly setting: BrowserSetting
  /** Such as `156.0.8078.108`. */
  readonly version: string
  /** Opens a page in a tab of its own; the tabs of a browser share its cookies. */
  openPage(url: string): Promise<TestPage>
  /** Goes to an address as by typing it, in a tab that is there for that: how cookies are set that are nobody's third party. */
  visit(url: string): Promise<void>
  /** Forgets cookies and remembered preflights, and closes every page. */
  reset(): Promise<void>
  /** Ends the browser and removes its profile. */
  close(): Promise<void>
}

/** A page whose script makes requests. */
export interface TestPage {
  /** Makes a request with fetch, or with XMLHttpRequest. @returns what the script got of the answer; a blocked one is no error */
  send(request: PageRequest): Promise<Got>
  close(): Promise<void>
}

/**
 * Starts a real browser that is on this machine: one of `BROWSER_SETTINGS`. Chromium has a setting for third-party cookies,
 * the others have their own way and no choice. Certificates that nobody vouches for are accepted.
 * @throws MissingBrowserError where the browser is not on this machine; `whyMissing` tells before
 * @throws RangeError where the browser has no such setting
 */
export async function launch({ browser, thirdPartyCookies }: BrowserSetting): Promise<TestBrowser> {
  const setting = browserSetting(browser, thirdPartyCookies)
  if (typeof setting === 'string') throw new RangeError(setting)
  const driver = await launchDriver(setting)
  return {
    setting,
    version: driver.version,
    async openPage(url) {
      const page = await driver.openPage(url)
      return {
        // Why a browser did something is the model's part, so what Chromium tells of cookies is not waited for.
        send: async (request) => (await page.send(request, () => false)).got,
        close: () => page.close(),
      }
    },
    visit: (url) => driver.visit(url),
    reset: () => driver.reset(),
    close: () => driver.close(),
  }
}
