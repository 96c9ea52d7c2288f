import { createServer } from 'node:http'
import type { LocalBrowser } from '../browsers/driver.ts'
import { openScriptPage } from '../browsers/script-page.ts'
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
  const page = await openScriptPage(browser)
  await page.goTo(`http://app.localhost:${port}/`)
  return {
    rate: async (count) => Number(await page.run(`(${FETCHES})(${count})`)),
    async close() {
      await page.close()
      server.close()
    },
  }
}
