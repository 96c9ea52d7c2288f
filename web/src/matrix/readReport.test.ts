import { describe, expect, it } from 'vitest'
import { madeReport } from './fixtures.ts'
import { readReport } from './readReport.ts'

const report = madeReport(
  { differs: [0], fails: [1] },
  (moved) => 'page' in moved && 'cookie.domain' in moved,
)

it('reads what was written', () => {
  expect(readReport(JSON.stringify(report))).toEqual({ report })
})

describe('is refused with a sentence', () => {
  const rows: { name: string; text: string; says: string }[] = [
    { name: 'an empty file', text: '', says: 'not well-formed JSON' },
    {
      name: 'a file that is cut off',
      text: JSON.stringify(report).slice(0, -100),
      says: 'it may be cut off',
    },
    { name: 'another file', text: '{"scenarios": []}', says: 'a form that this page does not know: date' },
    {
      name: 'an unknown engine',
      text: JSON.stringify({ ...report, browsers: [{ ...report.browsers[0], engine: 'presto' }] }),
      says: 'browsers.0.engine',
    },
    {
      name: 'a place before the list',
      text: JSON.stringify({ ...report, cases: [{ ...report.cases[0], spec: -1 }] }),
      says: 'cases.0.spec',
    },
  ]

  it.each(rows)('$name: $says', ({ text, says }) => {
    expect(readReport(text)).toEqual({ problem: expect.stringContaining(says) })
  })
})
