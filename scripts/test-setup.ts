import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { unhashedDemoUsers } from '../api/lab/demo-users.ts'
import { knobs } from '../api/settings/settings.ts'
import { launchChromium, type RunningBrowser, type ThirdPartyCookies } from './browsers/chromium.ts'
import { type OpenLab, openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { temporaryFolder } from './test-lab.ts'

const valuesOf = (path: string) => Object.keys(knobs.find((knob) => knob.path === path)?.values ?? {})

export const relations = valuesOf('relation')
export const credentials = valuesOf('credential')
export const preferences: ThirdPartyCookies[] = ['allow', 'block']

/** Knobs that are turned, by path. */
export type Knobs = Record<string, string | boolean>

/** What lives from before the tests of a file or a group until after them. */
export interface Held<T> {
  readonly current: T
}

/** Opens something before the tests of a file or a group, and closes it after them. */
export function hold<T extends { close(): Promise<void> }>(open: () => Promise<T>): Held<T> {
  let held: T | undefined
  beforeAll(async () => {
    held = await open()
  })
  afterAll(() => held?.close())
  return {
    get current() {
      if (!held) throw new Error('This is open only while tests run.')
      return held
    },
  }
}

/** A lab with a folder of its own. */
export function useLab(open: (data: string) => Promise<OpenLab>): Held<OpenLab> {
  return hold(async () => {
    const folder = temporaryFolder()
    const lab = await open(folder.path)
    return {
      ...lab,
      async close() {
        await lab.close()
        folder.remove()
      },
    }
  })
}

/** A lab with the built page, over http and https. Its users log in without the slow hash, which no browser sees. */
export function useLabWithPage(): Held<OpenLab> {
  const free = { page: 0, api: 0 }
  return useLab(async (data) =>
    openLab({ ...free, https: free, data, users: unhashedDemoUsers }, await builtPage()),
  )
}

export function useChromium(thirdPartyCookies: ThirdPartyCookies): Held<RunningBrowser> {
  return hold(() => launchChromium(thirdPartyCookies))
}

/** One tab after the other: where a test fails, the next one has a new tab. */
export function useTab(running: Held<RunningBrowser>): Held<Page> {
  let tab: Page | undefined
  beforeEach(async () => {
    tab ??= await running.current.browser.newPage()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    await tab?.close()
    tab = undefined
  })
  return {
    get current() {
      if (!tab) throw new Error('This is open only while tests run.')
      return tab
    },
  }
}
