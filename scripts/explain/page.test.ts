import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { explain } from '../../web/explain/explain.ts'
import { knobsFor } from '../../web/explain/knobs.ts'
import type { Reason, Sighting } from '../../web/explain/sighting.ts'
import { addressOf, readLedger } from '../browsers/story.ts'
import { temporaryFolder } from '../test-lab.ts'
import { useChromium, useLabWithPage, useTab } from '../test-setup.ts'

const lab = useLabWithPage()
const running = useChromium('allow')
const tab = useTab(running)

const home = () => lab.current.origins.pages.http

async function onPage(): Promise<Page> {
  const page = tab.current
  await page.goto(`${home()}/explain`, { waitUntil: 'networkidle0' })
  return page
}

const kind = (page: Page, name: string) =>
  page.waitForSelector(`[data-testid=explanation][data-kind=${name}]`)
const causes = (page: Page) =>
  page.$$eval('[data-testid=finding]', (all) => all.map((one) => one.getAttribute('data-cause')))

describe('the page /explain', () => {
  it.each([
    { example: 'Chrome', cause: 'WildcardOriginNotAllowed' },
    { example: 'Firefox', cause: 'MissingAllowOriginHeader' },
    { example: 'Safari', cause: 'PreflightInvalidStatus' },
    { example: 'a-cookie', cause: 'SameSiteLax' },
  ])('explains the example $example, and asks nobody', async ({ example, cause }) => {
    const page = await onPage()
    const asked: string[] = []
    const note = (request: { url(): string }) => void asked.push(request.url())
    page.on('request', note)
    await page.locator(`[data-testid=example-${example}]`).click()
    await kind(page, 'messages')
    expect(await causes(page)).toEqual([cause])
    page.off('request', note)
    expect(asked.filter((url) => !url.startsWith(`${home()}/assets/`))).toEqual([])
  })

  it('leads to the lab with the knobs that bring the message about', async () => {
    const page = await onPage()
    await page.locator('[data-testid=example-Chrome]').click()
    await page.locator('[data-testid=reproduce]').click()
    await page.waitForSelector('[data-testid=verdict][data-mark=stop]')
    expect(page.url()).toContain('cors.policy=raw')
  })

  it('reads a HAR file that is opened, and shows what it holds as text', async () => {
    const folder = temporaryFolder()
    const file = join(folder.path, 'a.har')
    const headers = [
      { name: 'Origin', value: 'https://app.example.com' },
      { name: 'X-A', value: '<img src=x onerror=alert(1)>' },
    ]
    const url = 'https://api.example.org/<b>a</b>?token=hunter2'
    const entry = { request: { method: 'GET', url, headers }, response: { status: 200, headers } }
    writeFileSync(file, JSON.stringify({ log: { creator: { name: '<i>me</i>' }, entries: [entry] } }))
    const page = await onPage()
    await (await page.$('input[type=file]'))?.uploadFile(file)
    await kind(page, 'recording')
    expect(await causes(page)).toEqual(['MissingAllowOriginHeader'])
    const shown = await page.$eval('main', (main) => main.innerText)
    expect(shown).toContain('<i>me</i>')
    expect(shown).not.toContain('hunter2')
    expect(await page.$$('main img, main i')).toEqual([])
    folder.remove()
  })

  it('refuses 100 MB with a sentence, and goes on', async () => {
    const folder = temporaryFolder()
    const file = join(folder.path, 'large.har')
    writeFileSync(file, Buffer.alloc(100 * 1024 * 1024, '{"log":'))
    const page = await onPage()
    await (await page.$('input[type=file]'))?.uploadFile(file)
    await kind(page, 'refused')
    expect(await page.$eval('main', (main) => main.innerText)).toContain('100 MB')
    await page.locator('[data-testid=example-Chrome]').click()
    await kind(page, 'messages')
    folder.remove()
  })
})

const told: Partial<Record<Reason, Partial<Sighting>>> = {
  MultipleAllowOriginValues: { value: 'http://localhost:3000, *' },
  PreflightInvalidStatus: { status: 405 },
  HeaderDisallowedByPreflightResponse: { header: 'content-type' },
}
const reasons: Reason[] = [
  'MissingAllowOriginHeader',
  'WildcardOriginNotAllowed',
  'MultipleAllowOriginValues',
  'InvalidAllowOriginValue',
  'AllowOriginMismatch',
  'InvalidAllowCredentials',
  'PreflightMissingAllowOriginHeader',
  'PreflightWildcardOriginNotAllowed',
  'PreflightInvalidAllowCredentials',
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
  'HeaderDisallowedByPreflightResponse',
]

describe('what Chromium writes into its console', () => {
  it.each(reasons)('where the knobs are set for %s means just that', async (reason) => {
    const page = tab.current
    const said: string[] = []
    const note = (message: { text(): string }) => void said.push(message.text())
    page.on('console', note)
    const knobs = knobsFor({ vendor: 'Chrome', causes: [reason], ...told[reason] }, reason, home())
    // A new document each time: the fragment alone would load nothing.
    await page.goto('about:blank')
    await page.goto(addressOf(home(), knobs ?? {}))
    await page.locator('[data-testid=action-login]').click()
    await readLedger(page, 1)
    const line = /has been blocked by CORS policy/
    await expect.poll(() => said.some((text) => line.test(text)), { timeout: 10_000 }).toBe(true)
    page.off('console', note)
    const explanation = explain(said.filter((text) => line.test(text))[0] ?? '', home())
    expect(explanation).toMatchObject({ kind: 'messages', findings: [{ cause: reason, origin: home() }] })
  })
})
