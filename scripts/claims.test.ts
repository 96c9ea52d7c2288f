import { beforeAll, describe, expect, it } from 'vitest'
import { browsers } from '../api/hostile/table.ts'
import type { BenchReport, LivePart } from '../api/lab/bench-report.ts'
import { unhashedDemoUsers } from '../api/lab/demo-users.ts'
import type { Measure } from '../api/lab/measure-now.ts'
import { claimIds, claims } from '../web/claims/claims.ts'
import { machine } from './bench/instruments.ts'
import { measureSpeed } from './bench/speed.ts'
import { measureUsers } from './bench/users.ts'
import { openLabPage } from './browsers/lab-page.ts'
import { BROWSER_SETTINGS, settingName } from './browsers/launch.ts'
import { openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { temporaryFolder } from './test-lab.ts'
import { hold, useLab } from './test-setup.ts'

const isOf = <T extends object>(table: T, name: string): name is Extract<keyof T, string> => name in table

const READY = '[data-testid=run-all]:not([disabled])'
const PATIENCE = 120_000
const LITTLE = { warmUp: 300, rounds: 3, requests: 100, connections: 10 }

const free = { page: 0, api: 0 }
const measure = measureOnce()
const lab = useLab(async (data) =>
  openLab({ ...free, data, users: unhashedDemoUsers, measure }, await builtPage()),
)

describe.each(
  BROWSER_SETTINGS.flatMap((setting) => {
    const name = settingName(setting)
    return isOf(browsers, name) ? [{ setting, name }] : []
  }),
)('the claims in $name', ({ setting, name }) => {
  const page = hold(() => openLabPage(setting))
  let seen: Map<string, Record<string, string>>

  beforeAll(async () => {
    await page.current.goTo(`${lab.current.origins.pages.http}/claims`)
    await page.current.waitFor(READY, 20_000)
    await page.current.click(READY)
    await page.current.waitFor(READY, PATIENCE)
    const entries = await page.current.dataOf('[data-testid=claim]')
    seen = new Map(entries.map((entry) => [entry.claim ?? '', entry]))
  }, PATIENCE)

  describe.each(claimIds)('%s', (id) => {
    const { expected, atTimes, rows } = claims[id]
    const verdicts = atTimes ? [expected[name], atTimes] : [expected[name]]

    it(verdicts.join(' or '), () => {
      const { verdict, problem } = seen.get(id) ?? {}
      expect(problem).toBe('')
      expect(verdicts).toContain(verdict)
    })

    it.each(
      Object.entries(rows).flatMap(([key, { label, seen }]) => {
        const value = typeof seen === 'object' ? seen[name] : seen
        return value === undefined ? [] : [{ key, label, value }]
      }),
    )('$label: $value', ({ key, value }) => {
      expect(JSON.parse(seen.get(id)?.evidence ?? '{}')).toHaveProperty(key, value)
    })
  })
})

/** What the lab measures is the same machine's in every browser: once is enough, and at the least sizes. */
function measureOnce(): Measure {
  const measured = new Map<LivePart, ReturnType<Measure>>()
  return (part) => {
    const report = measured.get(part) ?? measureLittle(part)
    measured.set(part, report)
    return report
  }
}

async function measureLittle(part: LivePart): Promise<BenchReport> {
  const head = { date: new Date().toISOString(), machine: machine(), quick: true, notMeasured: [] }
  const folder = temporaryFolder()
  const places = { folder: folder.path, redis: null }
  try {
    return part === 'users'
      ? { ...head, users: await measureUsers({ users: 500, rounds: 1 }, places, () => undefined) }
      : { ...head, speed: await measureSpeed(LITTLE, places, () => undefined) }
  } finally {
    folder.remove()
  }
}
