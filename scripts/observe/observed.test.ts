import { beforeAll, describe, expect, it } from 'vitest'
import { predict } from '../../web/browser/predict.ts'
import type { Scenario } from '../../web/browser/scenario.ts'
import { browserSetting, launch } from '../browsers/launch.ts'
import { freePorts } from '../free-ports.ts'
import { asRecorded, byName, dataLines, NOT_IN_THE_SCENARIO, RECORDINGS, type Recorded } from '../recorded.ts'
import { differences } from './differences.ts'
import { createObserver, type Observed } from './observer.ts'

interface Row {
  scenario: Scenario
  observed: { exchanges: Recorded[] }
}

const PORTS = [5173, 5443, 4000, 4443]

/** The rows of a recording, on ports that are free here. */
async function rowsOf(file: string): Promise<Row[]> {
  const ports = await freePorts(PORTS.length)
  return dataLines(`observed/${file}`).map((line): Row => {
    const moved = PORTS.reduce((text, port, i) => text.replaceAll(`:${port}`, `:${ports[i]}`), line)
    return JSON.parse(moved)
  })
}

describe.each(RECORDINGS)('%s, run again', (file) => {
  let rows: Row[] = []
  const observed: Observed[] = []

  beforeAll(async () => {
    const [browser, policy] = file.replace('forgery-', '').split('-')
    const setting = browserSetting(browser, policy)
    if (typeof setting === 'string') throw new Error(setting)
    rows = await rowsOf(file)
    const observer = await createObserver(() => launch(setting))
    try {
      for await (const one of observer.observe(rows.map(({ scenario }) => scenario))) observed.push(one)
    } finally {
      await observer.close()
    }
  }, 180_000)

  /** Each scenario's observation beside its row. */
  const pairs = () =>
    rows.map((row, index) => {
      const now = observed[index]
      if (!now || 'error' in now) throw new Error(`${row.scenario.id}: ${now?.error}`)
      return { ...row, now }
    })

  it('every scenario comes out as it was recorded', () => {
    for (const { scenario, observed: recorded, now } of pairs()) {
      if (NOT_IN_THE_SCENARIO.has(`${file} ${scenario.id}`)) continue
      const again = now.exchanges.map((one, i) => asRecorded(scenario, one, i, recorded.exchanges[i]))
      expect(again, scenario.id).toEqual(recorded.exchanges.map(byName))
    }
  })

  it('every scenario comes out as it is predicted', () => {
    const differing = pairs().flatMap(({ scenario, now }) =>
      differences(predict(scenario), now).map((difference) => ({ id: scenario.id, ...difference })),
    )
    expect(differing).toEqual([])
  })
})
