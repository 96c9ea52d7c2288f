import { describe, expect, it } from 'vitest'
import type { MatrixReport, ReportedCase, ReportedRun, StoryOutcome } from '../../browser/report.ts'
import { placesIn } from './places.ts'

const outcome = (cookies: string[], reasons: string[] = []): StoryOutcome => ({
  requests: [
    {
      request: 'me',
      status: 200,
      preflight: false,
      sent: true,
      cookies,
      result: 'readable',
      exposed: [],
      setCookies: [],
    },
    {
      request: 'transfer',
      status: 200,
      preflight: false,
      sent: true,
      cookies,
      result: 'readable',
      exposed: [],
      withheld: reasons.length ? [{ name: 'sid', reasons }] : [],
    },
  ],
})

const run = (observed: number, ...deviations: number[]): ReportedRun => ({
  predicted: observed,
  observed,
  differences: [],
  deviations,
})

const one = (part: ReportedCase['part'], ...runs: (ReportedRun | null)[]): ReportedCase => ({
  part,
  moved: {},
  fragment: '',
  spec: 0,
  runs,
})

const browser = (engine: 'chromium' | 'firefox', thirdPartyCookies: 'allow' | 'block') => ({
  engine,
  name: engine,
  version: '1',
  thirdPartyCookies,
  hasSettings: engine === 'chromium',
  runs: 0,
  held: 0,
  failed: 0,
})

const deviation = (engine: 'chromium' | 'firefox', what: string) => ({
  engine,
  what,
  source: 'https://example.test/#here',
  seenIn: '1',
})

const report: MatrixReport = {
  date: '2026-11-25T12:00:00.000Z',
  machine: '',
  browsers: [browser('chromium', 'allow'), browser('chromium', 'block'), browser('firefox', 'allow')],
  parts: [],
  // The third is the second for another reason.
  outcomes: [outcome(['sid']), outcome([]), outcome([], ['UserPreferences'])],
  deviations: [deviation('firefox', 'rare'), deviation('firefox', 'frequent'), deviation('firefox', 'never')],
  cases: [
    one('cookies', run(0), run(1), run(0, 1)),
    one('cookies', run(1), run(2), run(0, 0, 1)),
    one('names', run(0), run(0), run(0, 1)),
    one('triples', run(0), null, null),
  ],
}

describe('the places at which engines part', () => {
  const rows: { what: string; engine: string; total: number; byPart: string }[] = [
    {
      what: 'It depends on the setting for third-party cookies.',
      engine: 'chromium',
      total: 1,
      byPart: 'cookies 1',
    },
    { what: 'frequent', engine: 'firefox', total: 3, byPart: 'cookies 2, names 1' },
    { what: 'rare', engine: 'firefox', total: 1, byPart: 'cookies 1' },
  ]

  it.each(rows.map((row, index) => ({ ...row, index })))(
    '$engine, $what $total cases ($byPart)',
    ({ index, ...row }) => {
      const place = placesIn(report)[index]
      const byPart = place?.byPart.map(({ part, cases }) => `${part} ${cases}`).join(', ')
      expect({ what: place?.what, engine: place?.engine, total: place?.total, byPart }).toEqual(row)
    },
  )

  it('are no more than those that decide something', () => {
    expect(placesIn(report)).toHaveLength(rows.length)
  })
})
