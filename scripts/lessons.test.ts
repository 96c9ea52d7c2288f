import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { browsers } from '../api/hostile/table.ts'
import { unhashedDemoUsers } from '../api/lab/demo-users.ts'
import type { Lesson, Setting } from '../web/lessons/lesson.ts'
import { isStory, lessons, rightIn } from '../web/lessons/lessons.ts'
import { openLabPage } from './browsers/lab-page.ts'
import { BROWSER_SETTINGS, settingName } from './browsers/launch.ts'
import { openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { hold, useChromium, useLab } from './test-setup.ts'

const free = { page: 0, api: 0 }
const lab = useLab(async (data) =>
  openLab({ ...free, https: free, data, users: unhashedDemoUsers }, await builtPage()),
)

const PATIENCE = 20_000

const isSetting = (name: string): name is Setting => name in browsers

describe.each(
  BROWSER_SETTINGS.flatMap((setting) => {
    const name = settingName(setting)
    return isSetting(name) ? [{ setting, name }] : []
  }),
)('the lessons in $name', ({ setting, name }) => {
  const page = hold(() => openLabPage(setting))

  /** Takes a lesson as a reader does: chooses an answer, runs it, applies the fix. */
  async function take({ id }: Lesson) {
    const { goTo, waitFor, click, dataOf } = page.current
    const question = `[data-testid=question][data-lesson=${id}]`
    await goTo(`${lab.current.origins.pages.http}/lessons#${id}`)
    await waitFor(`${question}[data-ready=yes]`, PATIENCE)
    await click('[data-testid=answer-A]')
    await click('[data-testid=run-lesson]')
    await waitFor(`${question}[data-ran=yes]`, PATIENCE)
    const [answers] = await dataOf(question)
    const [rows] = await dataOf('[data-testid=compared]')
    await click('[data-testid=apply]')
    await waitFor('[data-testid=fix]:not([data-helped=""])', PATIENCE)
    const [fix] = await dataOf('[data-testid=fix]')
    return {
      predicted: answers?.predicted,
      observed: answers?.observed,
      // An attack has no rows.
      differing: rows?.differing ?? '0',
      fixHelps: fix?.helped,
    }
  }

  it.each(
    lessons.map((lesson) => ({ lesson, id: lesson.id, right: rightIn(lesson, name), fix: lesson.fix.title })),
  )('$id: it is $right; then: $fix', async ({ lesson, right }) => {
    expect(await take(lesson)).toEqual({
      predicted: right,
      observed: right,
      differing: '0',
      fixHelps: `${!(isStory(lesson) && lesson.fix.notIn?.includes(name))}`,
    })
  })
})

describe('the page /lessons', () => {
  const running = useChromium('allow')
  const ticked = (page: Page) =>
    page.$$eval('[data-answered=yes]', (links) => links.map((link) => String(Reflect.get(link, 'href'))))

  it('is used by keys alone, keeps which lessons were answered, and forgets it', async () => {
    const page = await running.current.browser.newPage()
    const address = `${lab.current.origins.pages.http}/lessons#error-without-headers`
    await page.setViewport({ width: 1440, height: 900 })
    await page.goto(address)
    await page.locator('[data-testid=question][data-ready=yes]').wait()
    for (const key of ['c', 'r'] as const) await page.keyboard.press(key)
    await page.locator('#explanation').wait()
    const told = {
      focused: await page.evaluate(() => document.activeElement?.textContent),
      ticked: await ticked(page),
    }
    await page.reload()
    await page.locator('[data-testid=forget]').wait()
    const kept = await ticked(page)
    await page.locator('[data-testid=forget]').click()
    const forgotten = await ticked(page)
    await page.close()
    expect(told).toEqual({
      focused: 'It is C, as you said: the real error hides behind a CORS error',
      ticked: [address],
    })
    expect({ kept, forgotten }).toEqual({ kept: [address], forgotten: [] })
  })
})
