import { Builder, Capabilities } from 'selenium-webdriver'
import { within } from '../time-limit.ts'
import type { BrowserName, BrowserSetting, Driver } from './driver.ts'
import { driveWebDriver } from './webdriver.ts'

/** What each browser is called in WebDriver's capabilities. */
const NAMES: Record<BrowserName, string> = {
  chromium: 'chrome',
  firefox: 'firefox',
  webkitgtk: 'MiniBrowser',
  safari: 'safari',
}

/** Milliseconds in which a browser has to be there: a busy grid lets one wait. */
const PATIENCE = 180_000

/**
 * A browser behind a WebDriver endpoint: a Selenium Grid, a vendor's cloud, Safari's own driver. It has to reach this machine's
 * lab under the names of localhost, so where it runs elsewhere the lab's ports have to lead there by a tunnel.
 * @param capabilities what the endpoint wants beyond the browser's name
 */
export const driveGrid = (setting: BrowserSetting, url: string, capabilities: object): Promise<Driver> =>
  driveWebDriver(setting, async () => {
    const wanted = new Capabilities({
      browserName: NAMES[setting.browser],
      acceptInsecureCerts: true,
      ...capabilities,
    })
    const starting = new Builder().usingServer(url).withCapabilities(wanted).build()
    const driver = await within(PATIENCE, starting, `${new URL(url).host} gave no browser in time.`)
    return { driver, close: () => driver.quit() }
  })
