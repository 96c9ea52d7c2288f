import { describe, expect, it } from 'vitest'
import { readReport } from '../lab/reports.ts'
import { madeReport } from './fixtures.ts'
import { matrixReportSchema } from './reportSchema.ts'

const read = (text: string) => readReport(text, matrixReportSchema, 'npm run matrix')

const report = madeReport(
  { differs: [0], fails: [1] },
  (moved) => 'page' in moved && 'cookie.domain' in moved,
)

it('reads what was written', () => {
  const text = JSON.stringify(report)
  expect(read(text)).toEqual({ name: 'ready', report, text })
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
    expect(read(text)).toMatchObject({ name: 'trouble', message: expect.stringContaining(says) })
  })
})
