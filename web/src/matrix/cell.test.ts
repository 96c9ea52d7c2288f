import { describe, expect, it } from 'vitest'
import type { Engine } from '../../browser/scenario.ts'
import type { Cell } from './cell.ts'
import { cellOf, resultWords } from './cell.ts'
import { type Attributes, attributeText, startColumn } from './columns.ts'
import { madeReport } from './fixtures.ts'
import { createMatrix, type Position, positionOf } from './matrix.ts'

const report = madeReport()
const matrix = createMatrix(report)

const at = (
  relation: Position['relation'],
  more: Partial<Attributes> = {},
  rest: Partial<Position> = {},
): Position => ({
  page: 'http',
  credentials: 'include',
  relation,
  attributes: { ...startColumn, ...more },
  ...rest,
})

function resultsAt(position: Position, name: Engine, of = matrix) {
  const one = of.caseAt(position)
  const engine = of.engines.find(({ engine }) => engine === name)
  if (!one || !engine) throw new Error('The made report has every case and engine.')
  return of.resultsOf(one, engine)
}

/** As the cell looks: `back / 3rd, leaves`. */
const look = ({ fillings, leaves }: Cell) =>
  fillings.map(({ form, word }) => word || form).join(' / ') + (leaves ? ', leaves' : '')

const none = { sameSite: 'None' } as const
const noneSecure = { ...none, secure: true }

describe('a cell of the map', () => {
  const rows: { position: Position; engine: Engine; cell: string }[] = [
    { position: at('same-origin'), engine: 'chromium', cell: 'back' },
    { position: at('same-origin', none), engine: 'chromium', cell: 'NoSec' },
    { position: at('cross-site', { sameSite: 'Strict' }), engine: 'chromium', cell: 'Strict' },
    { position: at('cross-site'), engine: 'chromium', cell: 'Unset' },
    { position: at('cross-site', noneSecure), engine: 'chromium', cell: 'back / 3rd' },
    { position: at('cross-site', { ...noneSecure, partitioned: true }), engine: 'chromium', cell: 'apart' },
    { position: at('subdomain', { partitioned: true }), engine: 'chromium', cell: 'Untold, leaves' },
    { position: at('cross-site', { domain: 'app.localhost' }), engine: 'chromium', cell: 'Domain' },
    { position: at('cross-site', noneSecure, { credentials: 'omit' }), engine: 'chromium', cell: 'Mode' },
    { position: at('cross-site'), engine: 'firefox', cell: 'apart, leaves' },
    { position: at('https-subdomain', { sameSite: 'Lax' }), engine: 'firefox', cell: 'back, leaves' },
    { position: at('cross-site', { sameSite: 'Lax' }), engine: 'firefox', cell: 'Lax' },
    { position: at('same-origin', none), engine: 'webkitgtk', cell: 'back, leaves' },
    { position: at('same-origin', noneSecure), engine: 'webkitgtk', cell: 'Secure, leaves' },
    { position: at('subdomain'), engine: 'webkitgtk', cell: '3rd, leaves' },
    { position: at('cross-site'), engine: 'webkitgtk', cell: '3rd' },
    { position: at('cross-site', {}, { page: 'https' }), engine: 'webkitgtk', cell: 'Mixed' },
  ]

  const named = rows.map((row) => ({
    ...row,
    ...row.position,
    attributes: attributeText(row.position.attributes),
  }))

  it.each(named)(
    '$engine, $page, $credentials, $relation, $attributes: $cell',
    ({ position, engine, cell }) => {
      expect(look(cellOf(resultsAt(position, engine)))).toBe(cell)
    },
  )

  it('shows a prediction that failed above all else', () => {
    const moved = matrix.caseAt(at('cross-site', noneSecure))?.moved
    const broken = createMatrix(
      madeReport({ differs: [0] }, (one) => JSON.stringify(one) === JSON.stringify(moved)),
    )
    expect(look(cellOf(resultsAt(at('cross-site', noneSecure), 'chromium', broken)))).toBe('differs')
  })

  it('shows that a browser gave no outcome', () => {
    const moved = matrix.caseAt(at('cross-site'))?.moved
    const broken = createMatrix(
      madeReport({ fails: [0] }, (one) => JSON.stringify(one) === JSON.stringify(moved)),
    )
    expect(look(cellOf(resultsAt(at('cross-site'), 'firefox', broken)))).toBe('missing')
  })
})

describe('in words', () => {
  const rows: { position: Position; engine: Engine; words: string }[] = [
    { position: at('same-origin'), engine: 'chromium', words: 'Comes back' },
    { position: at('cross-site'), engine: 'chromium', words: 'Refused, SameSiteUnspecifiedTreatedAsLax' },
    { position: at('cross-site'), engine: 'firefox', words: 'Comes back, kept apart' },
    { position: at('cross-site'), engine: 'webkitgtk', words: 'Refused, UserPreferences' },
    {
      position: at('cross-site', {}, { page: 'https' }),
      engine: 'webkitgtk',
      words: 'Never asked for, MixedContent',
    },
  ]

  it.each(rows)('$engine, $position.page, $position.relation: $words', ({ position, engine, words }) => {
    expect(resultWords(resultsAt(position, engine)[0] ?? expect.fail('it ran'))).toBe(words)
  })
})

it('finds every case of the report where its own knobs say', () => {
  expect(report.cases.every((one) => matrix.caseAt(positionOf(one)) === one)).toBe(true)
})
