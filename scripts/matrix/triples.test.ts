import { expect, it } from 'vitest'
import { allTriples, type Parameter } from './triples.ts'

const parametersOf = (...counts: number[]): Parameter[] =>
  counts.map((count, i) => ({ path: `p${i}`, values: Array.from({ length: count }, (_, v) => v) }))

/** Every triple of values that should occur, and those that do. */
function triples(parameters: Parameter[], rows: Record<string, unknown>[]) {
  const occur = new Set<string>()
  let wanted = 0
  for (const [a, first] of parameters.entries())
    for (const [b, second] of parameters.entries())
      for (const [c, third] of parameters.entries()) {
        if (!(a < b && b < c)) continue
        wanted += first.values.length * second.values.length * third.values.length
        for (const row of rows) {
          occur.add([a, b, c, row[first.path], row[second.path], row[third.path]].join())
        }
      }
  return { wanted, occurring: occur.size }
}

it.each([
  { counts: [2, 2, 2], most: 8 },
  { counts: [2, 2, 2, 2, 2], most: 14 },
  { counts: [3, 3, 3, 3], most: 36 },
  { counts: [6, 4, 3, 2, 2, 2, 2], most: 90 },
])('parameters of $counts values: all triples in at most $most rows', ({ counts, most }) => {
  const parameters = parametersOf(...counts)
  const rows = allTriples(parameters)
  const { wanted, occurring } = triples(parameters, rows)
  expect(occurring).toBe(wanted)
  expect(rows.length).toBeLessThanOrEqual(most)
})

it('the same parameters always give the same rows', () => {
  const parameters = parametersOf(3, 2, 4, 2)
  expect(allTriples(parameters)).toEqual(allTriples(parameters))
})
