import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { madeReport } from '../web/src/bench/fixtures.ts'
import { openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { useChromium, useLab } from './test-setup.ts'

const free = { page: 0, api: 0 }
const { date, machine, quick, wire = { rows: [] } } = madeReport
const withReport = (report: string) =>
  useLab(async (data) => {
    mkdirSync(join(data, 'bench'))
    writeFileSync(join(data, 'bench', 'report.json'), report)
    return openLab({ ...free, data }, await builtPage())
  })

const whole = withReport(JSON.stringify(madeReport))
const wireAlone = withReport(JSON.stringify({ date, machine, quick, notMeasured: ['No Redis.'], wire }))
const broken = withReport('{')
const without = useLab(async (data) => openLab({ ...free, data }, await builtPage()))
const running = useChromium('allow')

/** Opens the page of a lab in a tab of its own. */
async function onPage<T>(lab: typeof whole, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await running.current.browser.newPage()
  try {
    await page.goto(`${lab.current.origins.pages.http}/bench`)
    await page.waitForSelector('[data-part], [data-testid=no-report], [data-testid=trouble]')
    return await use(page)
  } finally {
    await page.close()
  }
}

const textOf = (page: Page, selector: string) => page.$eval(selector, (element) => element.textContent)
const barsIn = (page: Page, part: string) =>
  page.$$eval(`[data-part=${part}] [data-testid=bar]`, (bars) => bars.length)

describe('the page /bench', () => {
  it('shows each part’s figures as bars', async () => {
    const bars = await onPage(whole, (page) =>
      Promise.all(['users', 'wire', 'speed', 'preflights'].map((part) => barsIn(page, part))),
    )
    expect(bars).toEqual([16, 18, 6, 12])
  })

  it('shows growth as curves for each store, and as a table', async () => {
    const [curves, rows] = await onPage(whole, (page) =>
      Promise.all([
        page.$$eval('[data-part=growth] figure polyline', (lines) => lines.length),
        page.$$eval('[data-part=growth] details tbody tr', (lines) => lines.length),
      ]),
    )
    expect({ curves, rows }).toEqual({ curves: 18, rows: 28 })
  })

  it('says of a part that was not measured what measures it', async () => {
    const [wire, speed, text] = await onPage(wireAlone, (page) =>
      Promise.all([barsIn(page, 'wire'), textOf(page, '[data-part=speed]'), textOf(page, 'main')]),
    )
    expect(wire).toBe(18)
    expect(speed).toContain('npm run bench -- --parts speed')
    expect(text).toContain('No Redis.')
  })

  it.each([
    { name: 'there is no report', lab: without, says: 'Nothing has been measured yet.' },
    { name: 'the report is broken', lab: broken, says: 'The report is not well-formed JSON' },
  ])('says so where $name, and what to do', async ({ lab, says }) => {
    const text = await onPage(lab, (page) => textOf(page, 'main'))
    expect(text).toContain(says)
    expect(text).toContain('npm run bench')
  })
})
