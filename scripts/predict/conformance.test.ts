import { expect, test } from 'vitest'
import { parseScenario } from '../../web/browser/parse.ts'
import { predict } from '../../web/browser/predict.ts'
import type { ExchangeOutcome, Scenario } from '../../web/browser/scenario.ts'
import { asRecorded, byName, dataLines, NOT_IN_THE_SCENARIO, RECORDINGS, type Recorded } from '../recorded.ts'

/** Rows of JSON Lines: scenarios of the web platform's tests with what those assert, and of real browsers with what they did. */
interface Row {
  id?: string
  source?: string
  scenario: Scenario
  expect?: { exchanges: Record<string, unknown>[] }
  observed?: { exchanges: Recorded[] }
}

/** The corpora were gathered then; dates in their cookies are meant from there. */
const GATHERED = Date.UTC(2026, 10, 1)

const rows = (file: string) => dataLines(file).map((line): Row => JSON.parse(line))

function predicted(row: Row): ExchangeOutcome[] {
  const parsed = parseScenario(row.scenario)
  if ('error' in parsed) throw new Error(parsed.error)
  return predict(parsed.scenario, { now: GATHERED }).exchanges
}

for (const file of ['wpt/http-state', 'wpt/wpt-cookies', 'wpt/wpt-cors']) {
  test.each(rows(file).map((row) => ({ name: `${row.id}: ${row.source}`, row })))('$name', ({ row }) => {
    const outcome = predicted(row)
    expect(outcome).toHaveLength(row.expect?.exchanges.length ?? 0)
    for (const [i, expected] of (row.expect?.exchanges ?? []).entries()) {
      for (const [field, value] of Object.entries(expected)) {
        const actual = Object.entries(outcome[i] ?? {}).find(([key]) => key === field)?.[1]
        if (Array.isArray(value)) expect(actual, `${i} ${field}`).toHaveLength(value.length)
        if (typeof value === 'object') expect({ [field]: actual }).toMatchObject({ [field]: value })
        else expect(actual, `${i} ${field}`).toEqual(value)
      }
    }
  })
}

for (const file of RECORDINGS) {
  const named = rows(`observed/${file}`).map((row) => ({ name: `${file} ${row.scenario.id}`, row }))
  test.each(named)('observed in $name', ({ name, row }) => {
    const seen = row.observed?.exchanges ?? []
    const outcome = predicted(row).map((each, i) => asRecorded(row.scenario, each, i, seen[i]))
    if (NOT_IN_THE_SCENARIO.has(name)) expect(outcome).not.toEqual(seen.map(byName))
    else expect(outcome).toEqual(seen.map(byName))
  })
}
