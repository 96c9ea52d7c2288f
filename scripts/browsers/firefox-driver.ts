import type { BrowserContext, Page } from 'puppeteer-core'
import { inLists } from './batching.ts'
import type { BrowserSetting, Driver, Got, PageRequest } from './driver.ts'
import { launchFirefox } from './firefox.ts'
import { follow, sendAll } from './in-page.ts'
import { settled } from './settled.ts'

/** After so many closed containers Firefox is started anew: it does not give back all that they held. */
const RESETS = 30

/**
 * Firefox over WebDriver BiDi. It tells what happened, not why. A profile is one of its containers ("user contexts"), which
 * have cookies, caches and permissions of their own.
 */
export async function driveFirefox(setting: BrowserSetting): Promise<Driver> {
  let firefox = await launchFirefox()
  let context: BrowserContext = await firefox.browser.createBrowserContext()
  let resets = 0
  let visiting: Page | undefined

  async function newPage(url: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(url)
    return page
  }

  return {
    setting,
    version: (await firefox.browser.version()).replace(/^\D*/, ''),

    async visit(url) {
      visiting ??= await context.newPage()
      await visiting.goto(url)
    },

    async openPage(url) {
      const page = await newPage(url)
      const sendIn = async (requests: PageRequest[]): Promise<Got[]> =>
        JSON.parse(await page.evaluate(sendAll, JSON.stringify(requests)))
      const send = inLists(sendIn, { most: 64, lists: 4 })
      return {
        send: async (request) => ({ got: await send(request), told: {} }),
        close: () => page.close(),
      }
    },

    async openTab(url) {
      const page = await newPage(url)
      return {
        async follow(request, answered) {
          const navigation = page.waitForNavigation()
          await page.evaluate(follow, JSON.stringify(request))
          await settled(navigation, answered)
          return {}
        },
        close: () => page.close(),
      }
    },

    async reset() {
      visiting = undefined
      resets += 1
      if (resets % RESETS === 0) {
        await firefox.close()
        firefox = await launchFirefox()
      } else await context.close()
      context = await firefox.browser.createBrowserContext()
    },

    close: () => firefox.close(),
  }
}
