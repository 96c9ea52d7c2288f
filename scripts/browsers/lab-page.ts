import { By } from 'selenium-webdriver'
import { launchChromium } from './chromium.ts'
import type { BrowserSetting } from './driver.ts'
import { MissingBrowserError } from './find.ts'
import { launchFirefox } from './firefox.ts'
import { openMiniBrowser } from './webkitgtk.ts'

/** The lab's own page in a real browser, used as a person would: clicks may open windows. */
export interface LabPage {
  goTo(url: string): Promise<void>
  click(selector: string): Promise<void>
  /** Waits until an element is there. @param patience in milliseconds */
  waitFor(selector: string, patience: number): Promise<void>
  /** The data-* attributes of the elements. */
  dataOf(selector: string): Promise<Record<string, string>[]>
  /** Ends the browser. */
  close(): Promise<void>
}

/** Starts a browser with a fresh profile. @throws MissingBrowserError where it is not on this machine */
export function openLabPage({ browser, thirdPartyCookies }: BrowserSetting): Promise<LabPage> {
  switch (browser) {
    case 'chromium':
      return byPuppeteer(() => launchChromium(thirdPartyCookies === 'block' ? 'block' : 'allow'))
    case 'firefox':
      return byPuppeteer(launchFirefox)
    case 'webkitgtk':
      return byWebDriver()
    case 'safari':
      throw new MissingBrowserError('Safari does not run on this machine.')
  }
}

async function byPuppeteer(launch: typeof launchFirefox): Promise<LabPage> {
  const { browser, close } = await launch()
  const page = await browser.newPage()
  return {
    goTo: async (url) => void (await page.goto(url)),
    click: (selector) => page.click(selector),
    waitFor: async (selector, timeout) => void (await page.waitForSelector(selector, { timeout })),
    dataOf: async (selector) => JSON.parse(String(await page.evaluate(dataInPage(selector)))),
    close,
  }
}

async function byWebDriver(): Promise<LabPage> {
  const { driver, close } = await openMiniBrowser()
  return {
    goTo: (url) => driver.get(url),
    click: (selector) => driver.findElement(By.css(selector)).click(),
    async waitFor(selector, patience) {
      await driver.wait(async () => (await driver.findElements(By.css(selector))).length > 0, patience)
    },
    dataOf: async (selector) =>
      JSON.parse(String(await driver.executeScript(`return ${dataInPage(selector)}`))),
    close,
  }
}

/** An expression in the page: as text, because Firefox' protocol is slow with anything else. */
const dataInPage = (selector: string): string =>
  `JSON.stringify([...document.querySelectorAll(${JSON.stringify(selector)})].map(({ dataset }) => ({ ...dataset })))`
