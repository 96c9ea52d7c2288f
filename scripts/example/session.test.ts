import { afterAll, expect, it, onTestFinished } from 'vitest'
import { launch } from 'with-credentials/browsers'
import { openPage } from 'with-credentials/model'
import { emptyPage, listen, liveNetwork } from 'with-credentials/testing'
import { createOwnApi } from './own-api.ts'

const app = await listen(emptyPage, 'http://app.localhost')
const api = await listen(createOwnApi(app.origin, { sameSite: 'lax' }), 'http://api.app.localhost')
afterAll(() => Promise.all([app.close(), api.close()]))

const login = { url: api.url('/login'), method: 'POST', credentials: 'include' } as const
const me = { url: api.url('/me'), credentials: 'include' } as const

it.each(['chromium', 'firefox', 'safari'] as const)(
  'the session arrives in %s, by the model',
  async (engine) => {
    const page = openPage({ browser: { engine }, page: app.url('/') })
    await page.fetch(login, liveNetwork())
    expect(await page.fetch(me, liveNetwork())).toMatchObject({ result: 'readable', withheld: [] })
    expect(api.last('/me')?.cookies).toEqual(['session'])
  },
)

it('the session arrives in real Chromium', async () => {
  const browser = await launch({ browser: 'chromium', thirdPartyCookies: 'block' })
  onTestFinished(() => browser.close())
  const page = await browser.openPage(app.url('/'))
  await page.send(login)
  expect(await page.send(me)).toMatchObject({ result: 'readable', status: 200 })
  expect(api.last('/me')?.cookies).toEqual(['session'])
})
