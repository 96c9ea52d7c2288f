import { createServer } from 'node:http'
import { launchChromium } from '../browsers/chromium.ts'
import type { LocalBrowser } from '../browsers/driver.ts'
import { launchFirefox } from '../browsers/firefox.ts'
import { startMiniBrowser, startWebKitService } from '../browsers/webkitgtk.ts'
import { freePorts } from '../free-ports.ts'

/** A page of a browser that does nothing but fetch, from a server that does nothing but answer. */
export interface BarePage {
  /** Requests a second. */
  rate(requests: number): Promise<number>
  close(): Promise<void>
}

/** Runs in the page: so many fetches, as many under way as scenarios are observed side by side. */
const FETCHES = `async (count) => {
  const began = performance.now()
  let next = 0
  const fetchOn = async () => {
    while (next < count) await (await fetch('/' + next++)).text()
  }
  await Promise.all(Array.from({ length: 64 }, fetchOn))
  return (count / (performance.now() - began)) * 1000
}`

export async function openBarePage(browser: LocalBrowser): Promise<BarePage> {
  const [port] = await freePorts(1)
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end())
  server.listen(port, '127.0.0.1')
  const page = await open(browser, `http://app.localhost:${port}/`)
  return {
    rate: page.rate,
    async close() {
      await page.close()
      server.close()
    },
  }
}

async function open(browser: LocalBrowser, url: string): Promise<BarePage> {
  if (browser === 'webkitgtk') {
    const service = await startWebKitService()
    const session = await startMiniBrowser(service.url)
    await session.driver.get(url)
    return {
      rate: async (count) =>
        Number(await session.driver.executeAsyncScript(`(${FETCHES})(${count}).then(arguments[0])`)),
      async close() {
        await session.close()
        await service.close()
      },
    }
  }
  const { browser: running, close } =
    browser === 'chromium' ? await launchChromium('allow') : await launchFirefox()
  const page = await running.newPage()
  await page.goto(url)
  return { rate: async (count) => Number(await page.evaluate(`(${FETCHES})(${count})`)), close }
}
