import { describe, expect, it } from 'vitest'
import { betterSide, compareSides, gainsOf, type SideValues } from './cells.ts'
import type { RowId, Values } from './rows.ts'
import { NO_LOGIN } from './words.ts'

const side = (predicted: Values, observed: Values = {}): SideValues => ({ predicted, observed, untried: {} })

const rowOf = (id: RowId, left: SideValues, right: SideValues) =>
  compareSides(left, right).find((row) => row.id === id)

describe('one side of a row', () => {
  it.each([
    { predicted: { requests: 4 }, observed: {}, agrees: null },
    { predicted: {}, observed: { requests: 4 }, agrees: null },
    { predicted: { requests: 4 }, observed: { requests: 4 }, agrees: true },
    { predicted: { requests: 4 }, observed: { requests: 5 }, agrees: false },
  ])('predicted $predicted, observed $observed: $agrees', ({ predicted, observed, agrees }) => {
    expect(rowOf('requests', side(predicted, observed), side({}))?.left.agrees).toBe(agrees)
  })
})

describe('two sides of a row', () => {
  const rows: { id: RowId; left: Values; right: Values; better: string | null; alike?: true }[] = [
    { id: 'requests', left: { requests: 4 }, right: { requests: 4 }, better: null, alike: true },
    { id: 'requests', left: { requests: 5 }, right: { requests: 4 }, better: 'right' },
    { id: 'requests', left: { requests: 4 }, right: {}, better: null },
    { id: 'copy', left: { copy: 'refused' }, right: { copy: 'accepted' }, better: 'left' },
    { id: 'reload', left: { reload: 'not known' }, right: { reload: 'known' }, better: 'right' },
    { id: 'siteForm', left: { siteForm: 'money moved' }, right: { siteForm: NO_LOGIN }, better: null },
  ]
  it.each(rows)('$id, $left and $right: $better', ({ id, left, right, better, alike = false }) => {
    const row = rowOf(id, side(left), side(right))
    expect(row && betterSide(row)).toBe(better)
    expect(row?.alike).toBe(alike)
  })

  it('what was seen goes before what was foretold', () => {
    expect(rowOf('requests', side({ requests: 4 }, { requests: 6 }), side({ requests: 5 }))).toSatisfy(
      (row) => betterSide(row) === 'right',
    )
  })
})

describe('what is given for what is got', () => {
  const cookie = {
    restart: 'known',
    preflights: 2,
    credential: 192,
    reload: 'known',
    siblingPost: 'money moved',
  }
  const bearer = {
    restart: 'known',
    preflights: 3,
    credential: 1894,
    reload: 'not known',
    siblingPost: 'stopped',
  }
  const nobody = { restart: NO_LOGIN, preflights: 0, credential: 0 }

  it.each([
    {
      name: 'each gives what the other does not',
      values: [cookie, bearer],
      left: [
        '1 preflight fewer',
        '1,702 bytes less of credential on the way',
        'a login that survives a reload',
      ],
      right: ['protection from a sibling host’s fetch'],
    },
    {
      name: 'who is not logged in gives nothing',
      values: [nobody, bearer],
      left: [],
      right: ['a login that works'],
    },
    { name: 'two that do not work give nothing', values: [nobody, nobody], left: [], right: [] },
    { name: 'what is not known gives nothing', values: [{}, {}], left: [], right: [] },
  ])('$name', ({ values: [one = {}, two = {}], left, right }) => {
    const rows = compareSides(side(one), side(two))
    expect({ left: gainsOf(rows, 'left'), right: gainsOf(rows, 'right') }).toEqual({ left, right })
  })
})
