import type { WebDriver } from 'selenium-webdriver'
import { inLists } from './batching.ts'
import type { BrowserSetting, Driver, Got, PageRequest } from './driver.ts'
import { follow, sendAll } from './in-page.ts'
import { settled } from './settled.ts'

/** A WebDriver session: a browser that was started for it alone. */
export interface Session {
  driver: WebDriver
  close(): Promise<void>
}

/**
 * Any browser that speaks WebDriver, on this machine or elsewhere. The protocol knows one current window, so its commands take
 * turns; what happens inside a page goes side by side all the same.
 */
export async function driveWebDriver(
  setting: BrowserSetting,
  start: () => Promise<Session>,
): Promise<Driver> {
  let session = await start()
  let home = await session.driver.getWindowHandle()
  const { inTurn, skipAll } = turns()
  const version = (await session.driver.getCapabilities()).getBrowserVersion() ?? 'unknown'

  /** Opens a window at an address; every command in it goes through `use`. */
  async function newWindow(url: string) {
    const { driver } = session
    const handle = await inTurn(async () => {
      await driver.switchTo().newWindow('window')
      await driver.get(url)
      return driver.getWindowHandle()
    })
    return {
      use: <T>(command: (driver: WebDriver) => Promise<T>) =>
        inTurn(async () => {
          await driver.switchTo().window(handle)
          return command(driver)
        }),
      close: () =>
        inTurn(async () => {
          await driver.switchTo().window(handle)
          await driver.close()
          await driver.switchTo().window(home)
        }),
    }
  }

  return {
    setting,
    version,

    async visit(url) {
      await inTurn(async () => {
        const { driver } = session
        await driver.switchTo().window(home)
        await driver.get(url)
      })
    },

    async openPage(url) {
      const { use, close } = await newWindow(url)
      const sendIn = (requests: PageRequest[]): Promise<Got[]> =>
        use(async (driver) => {
          const script = `const done = arguments[1]; (${sendAll})(arguments[0]).then(done)`
          const json: unknown = await driver.executeAsyncScript(script, JSON.stringify(requests))
          return JSON.parse(String(json))
        })
      const send = inLists(sendIn, { most: 64, lists: 1 })
      return {
        send: async (request) => ({ got: await send(request), told: {} }),
        close,
      }
    },

    async openTab(url) {
      const { use, close } = await newWindow(url)
      return {
        async follow(request, answered) {
          await use((driver) => driver.executeScript(`(${follow})(arguments[0])`, JSON.stringify(request)))
          const ready = use((driver) => driver.executeScript('return document.readyState'))
          await settled(
            answered.then(() => ready),
            answered,
          )
          return {}
        },
        close,
      }
    },

    async reset() {
      await session.close()
      session = await start()
      home = await session.driver.getWindowHandle()
    },

    async close() {
      skipAll()
      await session.close()
    },
  }
}

/** Runs one command after the other. */
function turns() {
  let last: Promise<unknown> = Promise.resolve()
  let skipped = false
  return {
    inTurn<T>(command: () => Promise<T>): Promise<T> {
      const result = last.then(() => {
        if (skipped) throw new Error('The browser has been closed.')
        return command()
      })
      last = result.catch(() => undefined)
      return result
    },
    skipAll() {
      skipped = true
    },
  }
}
