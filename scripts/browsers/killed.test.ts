import { spawnSync } from 'node:child_process'
import { afterEach, expect, it } from 'vitest'
import { freePorts } from '../free-ports.ts'
import { plainScenarios } from '../measure/plain-scenarios.ts'
import { createObserver, type Observed, type Observer } from '../observe/observer.ts'
import { BROWSERS } from './driver.ts'
import { browserSetting, launch } from './launch.ts'

const PROGRAMS = { chromium: 'chromium', firefox: 'firefox', webkitgtk: 'MiniBrowser' }

let observer: Observer | undefined
afterEach(() => observer?.close())

/** The processes that this one started, and theirs, by the name of their program. */
function descendants(program: string): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const rows = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)/.exec(line))
  const parents = new Map(rows.flatMap((row) => (row ? [[Number(row[1]), Number(row[2])] as const] : [])))
  const descends = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && (parent === process.pid || descends(parent))
  }
  return rows.flatMap((row) => {
    const pid = Number(row?.[1])
    return row?.[3]?.includes(program) && descends(pid) ? [pid] : []
  })
}

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
