import { describe, expect, it } from 'vitest'
import type { PreflightsPart } from '../../../api/lab/bench-report.ts'
import { benchReportSchema } from '../../../api/lab/bench-report.ts'
import { readReport } from '../lab/reports.ts'
import { madeReport } from './fixtures.ts'
import { preflightColumns, preflightGroups, speedGroups, usersGroups, wireGroups } from './groups.ts'
import { greatest, kept, panels } from './panels.ts'

const { users, wire, speed, preflights, growth } = madeReport
if (!users || !wire || !speed || !preflights || !growth) throw new Error('The made report has every part.')

const read = (text: string) => readReport(text, benchReportSchema, 'npm run bench')

describe('a report is read', () => {
  it('as it was written', () => {
    const text = JSON.stringify(madeReport)
    expect(read(text)).toEqual({ name: 'ready', report: madeReport, text })
  })

  it('with one part alone', () => {
    const { date, machine, quick, notMeasured } = madeReport
    const text = JSON.stringify({ date, machine, quick, notMeasured, wire })
    expect(read(text)).toMatchObject({ name: 'ready', report: { wire } })
  })

  it.each([
    { name: 'a file that is cut off', text: JSON.stringify(madeReport).slice(0, -9), says: 'cut off' },
    { name: 'an unknown store', text: text({ store: 'a drawer' }), says: 'users.rows.0.store' },
    { name: 'a figure that is none', text: text({ server: null }), says: 'users.rows.0.server' },
  ])('but not $name', ({ text, says }) => {
    expect(read(text)).toMatchObject({ name: 'trouble', message: expect.stringContaining(says) })
  })

  function text(change: object) {
    return JSON.stringify({ ...madeReport, users: { ...users, rows: [{ ...users?.rows[0], ...change }] } })
  }
})

describe('the rows of a plot', () => {
  it('tell of the users by credential: each store, then the browser', () => {
    const [session] = usersGroups(users)
    expect(session?.title).toBe('Session cookie')
    expect(session?.rows.map(({ label, figures }) => [label, figures[0]])).toEqual([
      ['in memory', '294 B'],
      ['in a SQLite file', '199 B'],
      ['in Redis', '586 B'],
      ['in the browser', '53 B'],
    ])
  })

  it('tell of the wire by browser, with the preflight beside the request', () => {
    const [chromium] = wireGroups(wire)
    expect(chromium?.title).toBe('Chromium 156.0.8078.108')
    expect(chromium?.rows.map(({ label, figures }) => [label, ...figures])).toContainEqual([
      ...['Bearer token, RS256', '782 B', '1.32 kB', '524 B'],
    ])
  })

  it('tell of the speed as multiples of the first', () => {
    const [all] = speedGroups(speed)
    expect(all?.rows[0]?.figures[0]).toBe('1.00 ×')
    expect(all?.rows.map(({ label }) => label)).toContain('Session cookie in a SQLite file')
  })

  it('tell of preflights in one row where latency changes no count', () => {
    const [chromium] = preflightGroups(preflights)
    expect(preflightColumns(preflights)).toEqual([
      'requests',
      '0 ms added',
      'times the first',
      '50 ms added',
      'times the first',
    ])
    expect(chromium?.rows.map(({ label, figures }) => [label, figures[0], figures.length])).toEqual([
      ['Session cookie', '10', 5],
      ['Bearer token, Max-Age 0', '10 + 10', 5],
      ['Bearer token, no Max-Age', '10 + 1', 5],
      ['Bearer token, Max-Age 600', '10 + 1', 5],
    ])
  })

  it('tell of preflights in two rows where it does', () => {
    const late = (part: PreflightsPart): PreflightsPart => ({
      ...part,
      rows: part.rows.map((row) =>
        row.maxAge === null && row.latency === 50 && row.credential === 'bearer'
          ? { ...row, requests: row.requests + 1, preflights: row.preflights + 1 }
          : row,
      ),
    })
    const [chromium] = preflightGroups(late(preflights))
    expect(chromium?.rows.at(-1)?.figures.slice(0, 4)).toEqual(['10 + 2', '', '', '594 ms'])
    expect(chromium?.rows.map(({ figures }) => figures[0])).toEqual([
      '10',
      '10 + 10',
      '10 + 1',
      '10 + 1',
      '10 + 2',
    ])
  })
})

describe('the panels of growth', () => {
  it('have a store each, and in each what no store hears of', () => {
    const all = panels(growth, kept)
    expect(all.map(({ title }) => title)).toEqual(['in memory', 'in a SQLite file', 'in Redis'])
    for (const { curves } of all) {
      expect(curves.map(({ credential }) => credential)).toEqual([
        ...['session-cookie', 'bearer', 'session-in-cookie'],
      ])
    }
  })

  it('share an axis that reaches the greatest value', () => {
    expect(greatest(panels(growth, kept))).toBe(58_600_000)
  })
})
