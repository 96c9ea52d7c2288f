import { describe, expect, it } from 'vitest'
import { explain } from '../../web/explain/explain.ts'
import { launchChromium } from '../browsers/chromium.ts'
import { launchFirefox } from '../browsers/firefox.ts'
import { recordChromium, recordFirefox } from '../browsers/record-har.ts'
import { experiment, openTestLab } from '../test-lab.ts'
import { hold, useLab } from '../test-setup.ts'

const cases: { name: string; settings: object }[] = [
  { name: 'all is well', settings: {} },
  { name: 'CORS is off', settings: { cors: { policy: 'off' } } },
  { name: 'any origin is allowed by *', settings: { cors: { policy: 'raw' } } },
  { name: 'credentials are not allowed', settings: { cors: { credentials: false } } },
  { name: 'the allowed origin ends in a slash', settings: { cors: { policy: 'trailing-slash' } } },
  { name: 'preflights are redirected', settings: { cors: { policy: 'preflight-redirected' } } },
  { name: 'a header is not allowed', settings: { cors: { allowHeaders: ['authorization'] } } },
  { name: 'the cookie is Lax', settings: { cookie: { sameSite: 'Lax' } } },
  { name: 'the cookie has a Domain of its own', settings: { cookie: { domain: 'localhost' } } },
]

/** Logs in and asks who one is, as a script of the page would; says of each whether it could read the answer. */
const story = (base: string) => `(async () => {
  const ask = (path, more) => fetch(${JSON.stringify(base)} + path, { credentials: 'include', ...more })
    .then(() => 'readable', () => 'blocked')
  const body = JSON.stringify({ username: 'ada', password: 'lovelace' })
  const login = await ask('/login', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  return JSON.stringify([login, await ask('/me')])
})()`

/** What was recorded of a request itself, as JSON. */
function requestOf(har: string, path: string): string {
  const file: { log: { entries: { request: { url: string; method: string } }[] } } = JSON.parse(har)
  const own = file.log.entries.find(
    ({ request }) => request.url.endsWith(path) && request.method !== 'OPTIONS',
  )
  return JSON.stringify(own?.request ?? null)
}

describe.each([
  { browser: 'Chromium', launch: () => launchChromium('allow'), record: recordChromium },
  { browser: 'Firefox', launch: launchFirefox, record: recordFirefox },
])('what $browser records', ({ launch, record }) => {
  const lab = useLab(openTestLab)
  const running = hold(launch)

  it.each(cases)('is judged as it was observed where $name', async ({ settings }) => {
    const home = lab.current.origins.pages.http
    const { id, bases } = await experiment(home, settings)
    const page = await running.current.browser.newPage()
    try {
      await page.goto(home)
      const recording = await record(page)
      const observed: string[] = JSON.parse(String(await page.evaluate(story(bases['cross-site'] ?? ''))))
      await expect.poll(() => recording.isComplete(), { timeout: 10_000 }).toBe(true)
      const explanation = explain(recording.har(), home)
      if (explanation.kind !== 'recording') throw new Error(explanation.kind)
      const judged = (path: string) => explanation.judged.find(({ url }) => url.endsWith(path))
      expect([judged('/login')?.result, judged('/me')?.result]).toEqual(observed)
      // That the cookie was stored is seen by its coming back.
      const came = new RegExp(`"value":"[^"]*sid-${id}=[^"]*"`).test(requestOf(recording.har(), '/me'))
      expect((judged('/login')?.stored ?? []).length > 0).toBe(came)
    } finally {
      await page.close()
    }
  })
})
