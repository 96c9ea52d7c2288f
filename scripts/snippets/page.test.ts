import { describe, expect, it } from 'vitest'
import { clientSnippets } from '../../web/snippets/client/clients.ts'
import { serverSnippets } from '../../web/snippets/server/servers.ts'
import { soundSettings } from '../../web/snippets/sound.ts'
import { addressOf } from '../browsers/story.ts'
import { useChromium, useLabWithPage, useTab } from '../test-setup.ts'
import { bundle } from './bundle.ts'
import { startProgram } from './started.ts'
import { runTaken, STORY, settingsOf } from './taken.ts'

const lab = useLabWithPage()
const running = useChromium('allow')
const tab = useTab(running)

const PATIENT = { timeout: 5000 }

const home = () => lab.current.origins.pages.http

describe('the page', () => {
  const shown = () => tab.current.$eval('[data-testid=code][data-ready=true] pre', (code) => code.textContent)
  const press = (key: string) => tab.current.locator(`[data-testid=${key}]`).click()

  async function openAt(knobs: Record<string, unknown>) {
    await tab.current.goto('about:blank')
    await tab.current.goto(addressOf(home(), knobs))
    await press('take-along')
    await tab.current.waitForSelector('[data-testid=code][data-ready=true]')
  }

  const codeFor = (knobs: Record<string, unknown>, name: string) => {
    const settings = settingsOf(knobs)
    const place = { page: home(), api: lab.current.origins.api[settings.relation] ?? '' }
    const all = [...serverSnippets(settings, place), ...clientSnippets(settings, place)]
    return all.find((snippet) => snippet.name === name)?.code
  }

  it('says which unsound values a server has not taken over, and what it has instead', async () => {
    await openAt({ 'csrf.protection': 'none', 'cookie.sameSite': 'Lax' })
    await press('choose-server-Koa')
    await expect.poll(shown, PATIENT).toBe(codeFor({ 'cookie.sameSite': 'Lax' }, 'Koa'))
    const told = await tab.current.$eval('[data-testid=replaced]', (list) => list.textContent)
    expect(told).toMatch(/csrf\.protection=none.*The code has samesite instead/s)
    // Forged requests are for the application behind nginx to tell, and for no client.
    for (const other of ['choose-server-nginx', 'choose-client-axios']) {
      await press(other)
      await expect.poll(() => tab.current.$('[data-testid=replaced]'), PATIENT).toBeNull()
    }
  })

  it('shows the code for the knobs as they stand, and as they are turned', async () => {
    await openAt({})
    await press('choose-client-fetch')
    await expect.poll(shown, PATIENT).toBe(codeFor({}, 'fetch'))
    const turned = {
      credential: 'bearer',
      'token.keptIn': 'localStorage',
      'client.header': 'X-A: <b>"a"</b>',
    }
    await tab.current.evaluate((url) => location.assign(url), addressOf(home(), turned))
    await expect.poll(shown, PATIENT).toBe(codeFor(turned, 'fetch'))
    await press('choose-client-axios')
    await expect.poll(shown, PATIENT).toBe(codeFor(turned, 'axios'))
  })

  it('copies it, and remembers which it was', async () => {
    const permissions = running.current.browser.defaultBrowserContext()
    await permissions.overridePermissions(home(), ['clipboard-read', 'clipboard-sanitized-write'])
    await openAt({})
    await press('choose-client-fetch')
    await expect.poll(shown, PATIENT).toBe(codeFor({}, 'fetch'))
    await press('copy-snippet')
    await tab.current.waitForSelector('[data-testid=copy-snippet] ::-p-text(Copied)')
    expect(await tab.current.evaluate(() => navigator.clipboard.readText())).toBe(codeFor({}, 'fetch'))
    await openAt({})
    expect(await shown()).toBe(codeFor({}, 'fetch'))
  })
})

describe('server and client, both taken along, do together what they are for', () => {
  const pairs = [
    { server: 'Koa', client: 'axios', knobs: { 'csrf.protection': 'double-submit' } },
    { server: 'Express', client: 'fetch', knobs: { credential: 'jwt-cookie', 'client.method': 'PUT' } },
    { server: 'Hono', client: 'axios', knobs: { credential: 'bearer' } },
  ]
  it.each(pairs)('$server and $client: $knobs', async ({ server, client, knobs }) => {
    const { settings } = soundSettings(settingsOf(knobs))
    const place = { page: home(), api: 'http://api.localhost' }
    const program = serverSnippets(settings, place).find(({ name }) => name === server)
    if (!program) throw new Error(`There is no code for ${server}.`)
    const started = await startProgram(program, { DEMO_PASSWORD: 'lovelace' })
    try {
      const api = `${place.api}:${started.port}`
      const calls = clientSnippets(settings, { ...place, api }).find(({ name }) => name === client)
      await tab.current.goto(home())
      await tab.current.evaluate(await bundle('taken', [calls?.code ?? '']))
      expect(await runTaken(tab.current, 0, STORY)).toEqual([
        { value: { username: 'ada', name: 'Ada' } },
        { value: { username: 'ada', name: 'Ada' } },
        { value: { to: 'barbara', amount: 10 } },
        // A logout returns nothing.
        {},
        { status: 401 },
      ])
    } finally {
      await started.close()
    }
  })
})
