import type { CDPSession, Page } from 'puppeteer-core'
import { inLists } from './batching.ts'
import { launchChromium } from './chromium.ts'
import { listenTo } from './chromium-witness.ts'
import type { BrowserSetting, DrivenPage, DrivenTab, Driver, Got, PageRequest } from './driver.ts'
import { follow, sendAll } from './in-page.ts'
import { settled } from './settled.ts'

/** Chromium over the DevTools Protocol, which also tells its reasons. */
export async function driveChromium(setting: BrowserSetting): Promise<Driver> {
  const { browser, close } = await launchChromium(
    setting.thirdPartyCookies === 'block' ? 'block' : 'allow',
    false,
  )
  const pages = new Set<Page>()
  let visiting: Page | undefined

  async function newPage(url: string) {
    const page = await browser.newPage()
    pages.add(page)
    await page.goto(url)
    return {
      page,
      session: await page.createCDPSession(),
      async close() {
        pages.delete(page)
        await page.close()
      },
    }
  }

  return {
    setting,
    version: (await browser.version()).replace(/^\D*/, ''),

    async visit(url) {
      visiting ??= (await newPage('about:blank')).page
      await visiting.goto(url)
    },

    async openPage(url): Promise<DrivenPage> {
      const { session, close } = await newPage(url)
      const witness = await listenTo(session)
      const send = inLists((requests: PageRequest[]) => sendIn(session, requests), { most: 64, lists: 4 })
      return {
        async send(request, reached) {
          const got = await send(request)
          const { result, error } = got
          const told = await witness.tell(request.url, {
            reached: reached(),
            blocked: result === 'blocked',
            error,
          })
          return { got, told }
        },
        close,
      }
    },

    async openTab(url): Promise<DrivenTab> {
      const { page, session, close } = await newPage(url)
      const witness = await listenTo(session)
      return {
        async follow(request, answered) {
          await evaluate(session, follow, JSON.stringify(request))
          const reached = await settled(page.waitForNavigation(), answered)
          return witness.tell(request.url, { reached, blocked: false, error: '' })
        },
        close,
      }
    },

    async reset() {
      await Promise.all([...pages].map((page) => page.close()))
      pages.clear()
      visiting = undefined
      const page = await browser.newPage()
      const session = await page.createCDPSession()
      await session.send('Storage.clearCookies')
      // The cache of preflights goes with it: seen in Chromium 156.
      await session.send('Network.clearBrowserCache')
      await page.close()
    },

    close,
  }
}

async function sendIn(session: CDPSession, requests: PageRequest[]): Promise<Got[]> {
  return JSON.parse(await evaluate(session, sendAll, JSON.stringify(requests)))
}

/** Runs a function in the page on a text, without the library's wrapping. */
async function evaluate(session: CDPSession, run: (json: string) => unknown, json: string): Promise<string> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `(${run})(${JSON.stringify(json)})`,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return String(result.value)
}
