import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pages } from '../web/pages.ts'
import { madeReport as benchReport } from '../web/src/bench/fixtures.ts'
import { madeReport } from '../web/src/matrix/fixtures.ts'
import { openLabPage } from './browsers/lab-page.ts'
import { BROWSER_SETTINGS } from './browsers/launch.ts'
import { openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { PAGE_STATES, READY } from './pages/states.ts'
import { type Found, visit } from './pages/visit.ts'
import { hold, useChromium, useLab } from './test-setup.ts'

const reports = { matrix: JSON.stringify(madeReport()), bench: JSON.stringify(benchReport) }
let folder = ''
const lab = useLab(async (data) => {
  folder = data
  for (const name of Object.keys(reports)) mkdirSync(join(data, name))
  return openLab({ page: 0, api: 0, data }, await builtPage())
})
const chromium = useChromium('allow')

const nothing: Found = {
  light: [],
  dark: [],
  shifts: [],
  console: [],
  foreign: [],
  motion: [],
  focus: [],
  overflow: [],
}

describe.each(pages)('nothing is wrong on the page $title', ({ path }) => {
  it.each(PAGE_STATES[path])('$state', async (state) => {
    for (const [name, report] of Object.entries(reports)) {
      const file = join(folder, name, 'report.json')
      if (state.noReport) rmSync(file, { force: true })
      else writeFileSync(file, report)
    }
    const { browser } = chromium.current
    expect(await visit(browser, lab.current.origins.pages.http, path, state)).toEqual(nothing)
  })
})

describe.each(BROWSER_SETTINGS.filter(({ browser }) => browser !== 'chromium'))('in $browser', (setting) => {
  const held = hold(() => openLabPage(setting))

  it.each(pages)('the page $title opens', async ({ path }) => {
    await held.current.goTo(lab.current.origins.pages.http + path)
    await held.current.waitFor(READY[path], 10_000)
    await held.current.waitFor('h1', 0)
    expect(await held.current.dataOf('[data-testid=trouble]')).toEqual([])
  })
})
