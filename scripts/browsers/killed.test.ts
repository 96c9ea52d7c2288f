import { afterEach, expect, it } from 'vitest'
import { freePorts } from '../free-ports.ts'
import { plainScenarios } from '../measure/plain-scenarios.ts'
import { createObserver, type Observed, type Observer } from '../observe/observer.ts'
import { descendants } from './descendants.ts'
import { BROWSERS } from './driver.ts'
import { browserSetting, launch } from './launch.ts'

const PROGRAMS = { chromium: 'chromium', firefox: 'firefox', webkitgtk: 'MiniBrowser' }

let observer: Observer | undefined
afterEach(() => observer?.close())

it.skipIf(process.platform !== 'linux').each(BROWSERS)(
  '%s is killed in mid-run, and no scenario is lost',
  async (browser) => {
    const setting = browserSetting(browser)
    if (typeof setting === 'string') throw new Error(setting)
    observer = await createObserver(() => launch(setting))
    const [page = 0, api = 0] = await freePorts(2)
    const scenarios = plainScenarios(160, { page, api })
    const observed: Observed[] = []
    for await (const one of observer.observe(scenarios)) {
      observed.push(one)
      if (observed.length !== 20) continue
      const running = descendants(PROGRAMS[browser])
      expect(running.length).toBeGreaterThan(0)
      for (const pid of running) process.kill(pid, 'SIGKILL')
    }
    expect(observed.map(({ id }) => id)).toEqual(scenarios.map(({ id }) => id))
    for (const one of observed) expect(one).not.toHaveProperty('error')
  },
  120_000,
)
