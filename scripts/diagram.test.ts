import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, describe, expect, it } from 'vitest'
import type { ExperimentView } from '../api/lab/interface.ts'
import type { ThirdPartyCookies } from './browsers/chromium.ts'
import { addressOf, type Press, tellStory } from './browsers/story.ts'
import { readWire, send, temporaryFolder } from './test-lab.ts'
import { type Knobs, preferences, useChromium, useLabWithPage, useTab } from './test-setup.ts'

const lab = useLabWithPage()

const form = 'application/x-www-form-urlencoded'
interface Told {
  story: string
  knobs: Knobs
  presses: Press[]
}

/** Each story is told with one setting, because the picture does not know the setting. */
const stories: Record<ThirdPartyCookies, Told[]> = {
  allow: [
    {
      story: 'an answer kept from the script',
      knobs: { 'cors.policy': 'off', 'client.contentType': form },
      presses: ['login', 'me'],
    },
    {
      story: 'two servers, and a header with markup',
      knobs: { 'wire.servers': 'own-stores', 'client.header': 'X-Note: <b>&"' },
      presses: ['login', 'me', 'me'],
    },
  ],
  block: [
    { story: 'a refused cookie', knobs: { 'cookie.partitioned': false }, presses: ['login', 'me'] },
    {
      story: 'a refused preflight',
      knobs: { credential: 'bearer', 'cors.policy': 'authentication-first' },
      presses: ['login', 'me'],
    },
  ],
}

describe.each(preferences)('the diagram of a run, third-party cookies: %s', (thirdPartyCookies) => {
  const running = useChromium(thirdPartyCookies)
  const tab = useTab(running)
  const folder = temporaryFolder()
  afterAll(folder.remove)

  it.each(stories[thirdPartyCookies])(
    '$story: has what the wire has, opens it, and leaves as a file',
    async ({ knobs, presses }) => {
      const page = tab.current
      await tellStory(page, addressOf(lab.current.origins.pages.http, knobs), presses)
      const wire = await wireOf(page)
      await page.click('[data-testid=choose-diagram]')
      await page.waitForSelector('[data-testid=message-1]')

      const messages = await messagesIn(page)
      expect(requestsIn(messages)).toEqual(wire)
      expect(messages.map(({ agrees }) => agrees)).not.toContain('false')
      await openEach(page, messages.length)

      const file = await saved(running.current.browser, page, folder.path)
      expect(await judged(page, file)).toEqual({
        root: 'svg',
        title: true,
        drawn: messages.length,
        unsafe: [],
      })
      // The next story begins with the ledger.
      await page.click('[data-testid=choose-ledger]')
    },
  )
})

/** What the experiment's servers saw: each request with the status of its answer. */
async function wireOf(page: Page): Promise<string[]> {
  const first = await page.$eval('[data-testid=action] code', (line) => line.textContent)
  const [, id = ''] = /\/x\/([a-z0-9]+)\//.exec(first) ?? []
  const url = `${lab.current.origins.pages.http}/lab/experiments/${id}`
  const view: ExperimentView = JSON.parse((await send(url)).text)
  const events = await readWire(`${url}/wire`, view.received)
  return events
    .toSorted((a, b) => a.number - b.number)
    .map(({ request, answer }) => `${request.method} /${request.url.split('/').at(-1)} ${answer?.status}`)
}

interface ShownMessage {
  sentence: string
  agrees: string
  /** What stands at its arrow's tail: a request, or a status. */
  sent: string
}

function messagesIn(page: Page): Promise<ShownMessage[]> {
  return page.$$eval('[data-testid^=message-]', (buttons) => {
    const pictures = [...document.querySelectorAll('[data-testid=diagram] [data-arrow]')]
    return buttons.map((button, index) => ({
      sentence: button.textContent.trim(),
      agrees: button.getAttribute('data-agrees') ?? '',
      sent: pictures[index]?.getAttribute('data-arrow') ?? '',
    }))
  })
}

/** The requests that the picture has at the API, each with the status that comes back. */
function requestsIn(messages: readonly ShownMessage[]): string[] {
  const requests: string[] = []
  for (const { sent, sentence } of messages) {
    if (/^[A-Z]+ \//.test(sent) && !sentence.includes('never sent')) requests.push(sent)
    else if (/^\d+$/.test(sent)) requests.push(`${requests.pop()?.replace(/ \d+$/, '')} ${sent}`)
  }
  return requests
}

/** Opens each message by the keyboard alone, sees its headers and rules, and closes the last one. */
async function openEach(page: Page, count: number) {
  await page.focus('[data-testid=message-1]')
  for (let number = 1; number <= count; number += 1) {
    await page.keyboard.press('Enter')
    const opened = await page.$eval('[data-testid=opened]', (details) => ({
      number: Number.parseInt(details.querySelector('h3')?.textContent ?? '', 10),
      parts: details.querySelectorAll('h4').length > 0,
    }))
    expect(opened).toEqual({ number, parts: true })
    if (number < count) await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Escape')
  expect(await page.$('[data-testid=opened]')).toBeNull()
}

/** Saves the picture as a person would. */
async function saved(browser: Browser, page: Page, folder: string): Promise<string> {
  const session = await browser.target().createCDPSession()
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
  })
  const name = new Promise<string>((resolve) => {
    session.on('Browser.downloadProgress', ({ state, guid }) => state === 'completed' && resolve(guid))
  })
  await page.click('[data-testid=save-svg]')
  const file = readFileSync(join(folder, await name), 'utf8')
  await session.detach()
  return file
}

/** What an XML parser makes of a file, and what in it could do or fetch something. */
function judged(page: Page, file: string) {
  return page.evaluate((text) => {
    const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml')
    const elements = [root, ...root.querySelectorAll('*')]
    const attributes = elements.flatMap((element) => [...element.attributes])
    return {
      root: root.tagName,
      title: root.querySelector('title')?.textContent.includes('localhost'),
      drawn: (root.querySelector('desc')?.textContent.match(/^\d+\. /gm) ?? []).length,
      unsafe: [
        ...elements
          .map(({ tagName }) => tagName)
          .filter((tag) => /^(script|style|foreignObject|image|use|a|animate|set)$/i.test(tag)),
        ...attributes
          .filter(
            ({ name, value }) =>
              /^(on|href|xlink)/.test(name) || /url\(|var\(|https?:|javascript:/.test(value),
          )
          .map(({ name, value }) => `${name}=${value}`)
          .filter((attribute) => attribute !== 'xmlns=http://www.w3.org/2000/svg'),
      ],
    }
  }, file)
}
