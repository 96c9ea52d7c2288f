import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pages } from '../web/pages.ts'
import { madeReport } from '../web/src/matrix/fixtures.ts'
import { openLabPage } from './browsers/lab-page.ts'
import { BROWSER_SETTINGS } from './browsers/launch.ts'
import { openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { PAGE_STATES, READY } from './pages/states.ts'
import { type Found, visit } from './pages/visit.ts'
import { hold, useChromium, useLab } from './test-setup.ts'

const report = JSON.stringify(madeReport())
let reportFile = ''
const lab = useLab(async (data) => {
  mkdirSync(join(data, 'matrix'))
  reportFile = join(data, 'matrix', 'report.json')
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
    if (state.noReport) rmSync(reportFile, { force: true })
    else writeFileSync(reportFile, report)
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
