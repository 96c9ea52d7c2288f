import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { openPage } from '../../web/browser/predict.ts'
import type { Engine, ScenarioRequest } from '../../web/browser/scenario.ts'
import { launchChromium } from '../browsers/chromium.ts'
import { launchFirefox } from '../browsers/firefox.ts'
import { hold } from '../test-setup.ts'
import { liveNetwork } from './liveNetwork.ts'
import { sound } from './test-server.ts'

const REQUESTS: Omit<ScenarioRequest, 'url'>[] = [
  { credentials: 'include' },
  { credentials: 'include', method: 'PUT', headers: [['X-A', '1']], body: '{}' },
  { method: 'POST' },
  { method: 'POST', headers: [['Content-Type', 'application/json']], body: '{"é":1}' },
  { method: 'PATCH', credentials: 'include' },
  { mode: 'no-cors', credentials: 'include' },
]

/** What names the browser, or its taste, and no rule. */
const OWN =
  /^(?:user-agent|sec-ch-.*|accept-(?:encoding|language)|priority|te|sec-fetch-storage-access|cache-control|pragma|dnt|sec-gpc)$/

const told = ({ method, headers }: IncomingMessage) => ({
  method,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.test(name))),
})

/** Page and API: a server that sets a cookie, and tells what arrived at the API. */
const held = hold(async () => {
  const arrived: ReturnType<typeof told>[] = []
  const server: Server = createServer((request, response) => {
    if (request.headers.host?.startsWith('api.')) arrived.push(told(request))
    response.writeHead(200, {
      ...sound(request, request.headers.origin),
      'set-cookie': 'sid=1; SameSite=None; Secure',
      'access-control-max-age': '0',
    })
    response.end('<title>a page</title>')
  }).listen(0)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    page: `http://app.localhost:${port}/form?x=1`,
    url: `http://api.localhost:${port}/me`,
    take: () => arrived.splice(0),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
})

/** The same as a script of the page does it. */
const script = (url: string) => `(async () => {
  for (const { headers = [], ...init } of ${JSON.stringify(REQUESTS)}) await fetch('${url}', { ...init, headers })
})()`

describe.each([
  { engine: 'chromium' as Engine, launch: () => launchChromium('allow') },
  { engine: 'firefox' as Engine, launch: launchFirefox },
])('$engine', ({ engine, launch }) => {
  const running = hold(launch)

  it('sends what the model sends over the live network', async () => {
    const { page: url, url: api, take } = held.current
    const page: Page = await running.current.browser.newPage()
    await page.goto(url)
    await page.evaluate(script(api))
    const observed = take()

    const model = openPage({ browser: { engine }, page: url })
    for (const { mode = 'cors', ...request } of REQUESTS) {
      await model.fetch({ url: api, mode, ...request }, liveNetwork({ page: { url, mode } }))
    }
    const modelled = take()

    expect(observed).toHaveLength(9)
    expect(modelled).toEqual(observed)
  })
})
