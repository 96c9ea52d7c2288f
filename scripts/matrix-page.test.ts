import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeReport } from '../web/src/matrix/fixtures.ts'
import { launchChromium } from './browsers/chromium.ts'
import { launchFirefox } from './browsers/firefox.ts'
import { openLab } from './lab.ts'
import { reportPage } from './matrix-page.ts'
import { builtPage } from './page.ts'
import { temporaryFolder } from './test-lab.ts'
import { useChromium, useLab } from './test-setup.ts'

/** With credentials included, over http: a map's worth, and some that are in no map at first. */
const report = madeReport({ differs: [0], fails: [1] }, (moved) => !('page' in moved))
const held = report.browsers.reduce((sum, browser) => sum + browser.held, 0)
const runs = report.browsers.reduce((sum, browser) => sum + browser.runs, 0)
const counts = `${held.toLocaleString('en')} of ${runs.toLocaleString('en')} predictions held`

const free = { page: 0, api: 0 }
const lab = useLab(async (data) => {
  mkdirSync(join(data, 'matrix'))
  writeFileSync(join(data, 'matrix', 'report.json'), JSON.stringify(report))
  return openLab({ ...free, data }, await builtPage())
})
const without = useLab(async (data) => openLab({ ...free, data }, await builtPage()))
const running = useChromium('allow')

/** Opens an address in a tab of its own, wide enough for all maps side by side. */
async function inTab<T>(url: string, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await running.current.browser.newPage()
  await page.setViewport({ width: 1440, height: 900 })
  try {
    await page.goto(url)
    return await use(page)
  } finally {
    await page.close()
  }
}

const onMatrix = <T>(use: (page: Page) => Promise<T>) =>
  inTab(`${lab.current.origins.pages.http}/matrix`, async (page) => {
    await page.waitForSelector('[data-testid=maps]')
    return use(page)
  })

const textOf = (page: Page, selector: string) => page.$eval(selector, (element) => element.textContent.trim())
const details = '[data-testid=details][data-engine=chromium]'
const map = 'section[data-engine=chromium]'
const shownCells = (page: Page) =>
  page.$$eval(`${map} button[data-at]:not([data-hidden])`, (cells) => cells.length)

describe('the page /matrix', () => {
  it('counts the predictions that held', async () => {
    expect(await onMatrix((page) => textOf(page, '[data-testid=held]'))).toBe(counts)
  })

  it('picks a cell by arrow keys, in every map', async () => {
    const told = await onMatrix(async (page) => {
      await page.focus(`${map} button[tabindex="0"]`)
      // From the cross-site cookie without SameSite to the one with None and Secure; Partitioned is beyond.
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight'] as const) await page.keyboard.press(key)
      return {
        focused: await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
        picked: await page.$$eval('td[aria-selected=true] button', (cells) =>
          cells.map((cell) => cell.getAttribute('data-at')),
        ),
        chromium: await page.$$eval(`${details} h3`, (titles) =>
          titles.map(({ textContent }) => textContent.trim()),
        ),
        cookie: await textOf(page, '[data-testid=picked] code'),
      }
    })
    expect(told).toEqual({
      focused: expect.stringMatching(
        /^cross-site, http:\/\/api\.localhost:4000; SameSite=None; Secure: Comes back with third-party cookies allowed; Refused, UserPreferences with third-party cookies blocked;/,
      ),
      picked: ['3 5', '3 5', '3 5'],
      chromium: [
        expect.stringContaining('Comes back'),
        expect.stringMatching(/Refused.*third-party cookies blocked/),
      ],
      cookie: 'Set-Cookie: sid=…; Path=/; HttpOnly; SameSite=None; Secure',
    })
  })

  const filters = [
    { name: 'everything', clicks: [], cells: 48 },
    { name: 'engines part', clicks: ['[data-testid=filter-shown] label:nth-child(2)'], cells: 27 },
    { name: '≠ only', clicks: ['[data-testid=filter-shown] label:nth-child(3)'], cells: 0 },
    {
      name: '≠ only, credentials omit, all columns',
      clicks: [
        '[data-testid=filter-shown] label:nth-child(3)',
        '[data-testid=filter-credentials] label:nth-child(1)',
        '[data-testid=columns]',
      ],
      cells: 1,
    },
    { name: 'everything, all columns', clicks: ['[data-testid=columns]'], cells: 192 },
    {
      name: 'everything, over https, where nothing ran',
      clicks: ['[data-testid=filter-page] label:nth-child(2)'],
      cells: 0,
    },
  ]

  it.each(filters)('shows $cells cells: $name', async ({ clicks, cells }) => {
    const shown = await onMatrix(async (page) => {
      for (const click of clicks) await page.click(click)
      return shownCells(page)
    })
    expect(shown).toBe(cells)
  })

  it('shows where a deviation decides, in the map and in the list', async () => {
    const { count, cells, listed } = await onMatrix(async (page) => {
      await page.click('[data-testid=place] button')
      return {
        count: await textOf(page, '[data-testid=place] b'),
        cells: await shownCells(page),
        listed: await textOf(page, '[data-testid=list-count]'),
      }
    })
    expect(cells).toBeGreaterThan(0)
    expect(cells).toBeLessThan(48)
    expect(listed).toBe(`${count} of ${report.cases.length}`)
  })

  it('opens the cell in the lab, with the knobs as the cell says', async () => {
    const knobs = await onMatrix(async (page) => {
      await page.click(`${map} button[data-at="2 1"]`)
      await Promise.all([page.waitForNavigation(), page.click('[data-testid=open-in-lab]')])
      await page.waitForSelector('[data-testid=action-run]')
      return {
        path: await page.evaluate(() => location.pathname),
        relation: await page.$eval('[name=relation]:checked', (input) => input.getAttribute('value')),
        fragment: await page.evaluate(() => location.hash.slice(1).split('&').sort()),
      }
    })
    expect(knobs).toEqual({
      path: '/',
      relation: 'subdomain',
      fragment: [
        'client.library=fetch',
        'cookie.partitioned=false',
        'cookie.sameSite=Lax',
        'cookie.secure=false',
        'relation=subdomain',
      ],
    })
  })

  it('is linked to by its cell: the fragment is that of the experiment', async () => {
    const fragment =
      '#relation=subdomain&client.library=fetch&cookie.sameSite=Strict&cookie.domain=app.localhost'
    const url = `${lab.current.origins.pages.http}/matrix${fragment}`
    const cookie = await inTab(url, async (page) => {
      await page.waitForSelector('[data-testid=maps]')
      return textOf(page, '[data-testid=picked] code')
    })
    expect(cookie).toBe(
      'Set-Cookie: sid=…; Path=/; HttpOnly; SameSite=Strict; Secure; Partitioned; Domain=app.localhost',
    )
  })

  it('lists the differences and the cases without an outcome', async () => {
    const rows = await onMatrix(async (page) => [
      await textOf(page, '[data-testid=difference]'),
      await textOf(page, '[data-testid=failure]'),
    ])
    expect(rows).toEqual([
      expect.stringMatching(
        /relation=same-origin.*third-party cookies allowed.*me, cookies.*predicted: \["sid"\].*≠.*observed: \[\]/,
      ),
      expect.stringMatching(/relation=same-origin.*Firefox ESR 153: The browser was gone/),
    ])
  })

  it('finds cases by words of their knobs', async () => {
    const count = await onMatrix(async (page) => {
      await page.type('[data-testid=list-words]', 'subdomain strict omit')
      return textOf(page, '[data-testid=list-count]')
    })
    // Two relations have a subdomain; Secure, Partitioned and Domain each have two values.
    expect(count).toBe(`16 of ${report.cases.length}`)
  })

  it('says how to make a report where there is none', async () => {
    const said = await inTab(`${without.current.origins.pages.http}/matrix`, async (page) => {
      await page.waitForSelector('[data-testid=no-report]')
      return textOf(page, '[data-testid=no-report]')
    })
    expect(said).toMatch(/^No matrix has been run yet\..*npm run matrix/)
  })
})

describe('the report as one file', () => {
  const folder = temporaryFolder()
  afterAll(folder.remove)
  const path = join(folder.path, 'report.html')
  // Data that looks like markup has to stay data.
  const machine = '</script><script>document.title = "run"</script><!-- <script>'
  beforeAll(async () => writeFileSync(path, await reportPage({ ...report, machine })))

  const browsers = [
    { name: 'Chromium', launch: () => launchChromium('allow') },
    { name: 'Firefox', launch: launchFirefox },
  ]

  it.each(browsers)(
    'opens from disk in $name, asks no network, and shows the same numbers',
    async ({ launch }) => {
      const { browser, close } = await launch()
      const page = await browser.newPage()
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).protocol))
      await page.goto(pathToFileURL(path).href)
      await page.waitForSelector('[data-testid=held]')
      const told = {
        counts: await textOf(page, '[data-testid=held]'),
        link: await page.$eval('[data-testid=open-in-lab]', (link) => link.getAttribute('href')),
        fonts: await page.evaluate(async () => {
          await document.fonts.ready
          return [...document.fonts].map(({ status }) => status)
        }),
        network: asked.filter((protocol) => protocol !== 'file:' && protocol !== 'data:'),
      }
      await close()
      expect(told).toEqual({
        counts,
        link: expect.stringMatching(/^http:\/\/app\.localhost:5173\/#client\.library=fetch&/),
        fonts: ['loaded', 'loaded'],
        network: [],
      })
    },
  )

  it('keeps data that looks like markup as data', async () => {
    const told = await inTab(pathToFileURL(path).href, async (page) => {
      await page.waitForSelector('[data-testid=browsers]')
      return { title: await page.title(), text: await page.$eval('main', (main) => main.textContent) }
    })
    expect(told.title).toBe('Matrix, with-credentials')
    expect(told.text).toContain(machine)
  })
})
