import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { predict } from '../browser/predict.ts'
import type { Scenario } from '../browser/scenario.ts'
import { readConsole } from './console/readConsole.ts'
import { findingOf } from './finding.ts'
import { waysOut } from './repairs.ts'
import { scenarioOf } from './scenario.ts'
import { type Cause, isUnruled, VENDORS, type Vendor } from './sighting.ts'

interface Row {
  vendor: Vendor
  cause: Cause
  line: string
  source: string
}

const file = new URL('./data/console-lines.jsonl', import.meta.url)
const rows: Row[] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

/** A third of the threads, by the hash of their addresses: no pattern was written for them. */
const isExam = ({ source }: Row) => (createHash('sha256').update(source).digest()[0] ?? 0) % 3 === 0

const ruled = rows.filter(({ cause }) => !isUnruled(cause))

function reasonsIn(scenario: Scenario): string[] {
  return predict(scenario).exchanges.flatMap(({ blockedBy, setCookies }) => [
    ...(blockedBy === null ? [] : [blockedBy]),
    ...setCookies.flatMap(({ reasons }) => reasons),
  ])
}

/** Firefox and WebKit have no name of their own for a redirected preflight: it is a status that is not ok. */
const standardName = (cause: Cause) =>
  cause === 'PreflightDisallowedRedirect' ? 'PreflightInvalidStatus' : cause

describe.each([
  { part: 'guide', part_rows: rows.filter((row) => !isExam(row)) },
  { part: 'exam', part_rows: rows.filter(isExam) },
])('a real console line of the $part', ({ part_rows }) => {
  it.each(part_rows)('of $vendor means $cause: $source', ({ vendor, cause, line }) => {
    const findings = readConsole(line).map((told) => findingOf(told, 'http://app.localhost:5173'))
    expect(findings.map((finding) => [finding.vendor, finding.cause])).toEqual([[vendor, cause]])
  })
})

it.each(ruled)(
  'the model fails by $cause before each way out, and passes after: $source',
  ({ cause, line }) => {
    const [told] = readConsole(line)
    const built = told && !isUnruled(cause) ? scenarioOf(told, cause) : null
    if (!built || isUnruled(cause)) throw new Error('it is a message with a rule')
    expect([cause, standardName(cause)]).toEqual(expect.arrayContaining(reasonsIn(built.scenario)))
    expect(reasonsIn(built.scenario)).not.toEqual([])
    const ways = waysOut(built.scenario, built.setting, cause)
    expect(ways.map(({ scenario }) => reasonsIn(scenario))).toEqual(ways.map(() => []))
    expect(ways.length).toBeGreaterThan(0)
  },
)

it('the collection is of at least thirty threads, and of all vendors', () => {
  expect(new Set(rows.map(({ source }) => source)).size).toBeGreaterThanOrEqual(30)
  expect(new Set(rows.map(({ vendor }) => vendor))).toEqual(new Set(VENDORS))
})
