import type { CookieOptions } from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  BROWSER_SETTINGS,
  launch,
  modelOf,
  settingName,
  type TestBrowser,
  whyMissing,
} from 'with-credentials/browsers'
import { openPage, type ScenarioRequest } from 'with-credentials/model'
import { emptyPage, listen, liveNetwork, type RecordingServer } from 'with-credentials/testing'
import { createOwnApi } from './own-api.ts'

let app: RecordingServer
beforeAll(async () => {
  app = await listen(emptyPage, 'http://app.localhost')
})
afterAll(() => app.close())

/** Where the API is, how its session's cookie is set, and in which browsers the cookie comes back; in the others, why it is not stored. */
interface Case {
  at: string
  attributes: string
  cookie: CookieOptions
  arrives: string[]
  refused: Record<string, string>
}

const cases: Case[] = [
  {
    at: 'http://api.localhost',
    attributes: 'SameSite=Lax',
    cookie: { sameSite: 'lax' },
    arrives: [],
    refused: {
      'chromium-allow': 'SameSiteLax',
      'chromium-block': 'UserPreferences',
      firefox: 'SameSiteLax',
      webkitgtk: 'UserPreferences',
    },
  },
  {
    at: 'http://api.localhost',
    attributes: 'SameSite=None; Secure',
    cookie: { sameSite: 'none', secure: true },
    arrives: ['chromium-allow', 'firefox'],
    refused: { 'chromium-block': 'UserPreferences', webkitgtk: 'UserPreferences' },
  },
  {
    at: 'http://api.localhost',
    attributes: 'SameSite=None; Secure; Partitioned',
    cookie: { sameSite: 'none', secure: true, partitioned: true },
    arrives: ['chromium-allow', 'chromium-block', 'firefox'],
    refused: { webkitgtk: 'UserPreferences' },
  },
  {
    at: 'http://api.app.localhost',
    attributes: 'SameSite=Lax; Domain=app.localhost',
    cookie: { sameSite: 'lax', domain: 'app.localhost' },
    arrives: ['chromium-allow', 'chromium-block', 'firefox', 'webkitgtk'],
    refused: {},
  },
]

type Send = (request: ScenarioRequest) => Promise<{ result: string }>

/** Logs in and asks who that is. @returns what the script got of the second answer, and which cookies the API got with the request */
async function whoAmI(api: RecordingServer, send: Send) {
  await send({ url: api.url('/login'), method: 'POST', credentials: 'include' })
  const { result } = await send({ url: api.url('/me'), credentials: 'include' })
  return { result, cookies: api.last('/me')?.cookies }
}

describe.each(cases)('$at sets its cookie with $attributes', ({ at, cookie, arrives, refused }) => {
  let api: RecordingServer
  beforeEach(async () => {
    api = await listen(createOwnApi(app.origin, cookie), at)
    return () => api.close()
  })

  it.each(BROWSER_SETTINGS)('$browser ($thirdPartyCookies), by the model', async (setting) => {
    const name = settingName(setting)
    const page = openPage({ browser: modelOf(setting), page: app.url('/') })
    const cookies = arrives.includes(name) ? ['session'] : []
    expect(await whoAmI(api, (request) => page.fetch(request, liveNetwork()))).toEqual({
      result: 'readable',
      cookies,
    })

    const again = await page.fetch(
      { url: api.url('/login'), method: 'POST', credentials: 'include' },
      liveNetwork(),
    )
    expect(again.setCookies[0]?.reasons[0]).toBe(refused[name])
  })
})

for (const setting of BROWSER_SETTINGS) {
  const name = settingName(setting)
  const missing = whyMissing(setting.browser)
  if (missing) console.warn(`Not tested in ${name}: ${missing}`)

  describe.skipIf(missing)(`in real ${name}`, () => {
    let browser: TestBrowser
    beforeAll(async () => {
      browser = await launch(setting)
      return () => browser.close()
    })

    it.each(cases)('$at sets its cookie with $attributes', async ({ at, cookie, arrives }) => {
      const api = await listen(createOwnApi(app.origin, cookie), at)
      onTestFinished(() => api.close())
      const page = await browser.openPage(app.url('/'))
      const cookies = arrives.includes(name) ? ['session'] : []
      expect(await whoAmI(api, (request) => page.send(request))).toEqual({ result: 'readable', cookies })
      await browser.reset()
    })
  })
}
