import { describe, expect, it } from 'vitest'
import { enginesPart, type Filter, isListed, isShown } from './filter.ts'
import { madeReport } from './fixtures.ts'
import { createMatrix, heldIn } from './matrix.ts'
import { placesIn } from './places.ts'

/** Over http, with credentials included, from the page to another site. */
const wanted = (moved: Readonly<Record<string, unknown>>) =>
  !('page' in moved || 'relation' in moved || 'client.credentials' in moved)

const report = madeReport({ differs: [0, 7], fails: [3] }, wanted)
const matrix = createMatrix(report)
const places = placesIn(report)
const everything: Pick<Filter, 'shown' | 'place'> = { shown: 'everything', place: null }

describe('what is shown', () => {
  const rows: { shown: Filter['shown']; count: number }[] = [
    { shown: 'everything', count: 32 },
    // SameSite unset, and None with Secure, each Partitioned or not, but for an unset one that is Partitioned without Secure.
    { shown: 'engines part', count: 5 },
    { shown: '≠ only', count: 2 },
  ]

  it.each(rows)('$shown: $count of 32', ({ shown, count }) => {
    const filter = { shown, place: null }
    expect(report.cases.filter((one) => isShown(one, filter, matrix))).toHaveLength(count)
  })
})

describe('engines part', () => {
  /** What the standards and each browser come to; null where it did not run. */
  const rows: { spec: string; browsers: (string | null)[]; part: boolean }[] = [
    { spec: '200', browsers: ['200', '200', '200'], part: false },
    { spec: '200', browsers: ['200', null, '200'], part: false },
    { spec: '200', browsers: ['200', 'blocked', '200'], part: true },
    { spec: 'blocked', browsers: ['200', '200', '200'], part: true },
  ]

  it.each(rows)('$spec by the standards, $browsers in browsers: $part', ({ spec, browsers, part }) => {
    const ends = ['200', 'blocked']
    const runs = browsers.map((end) => {
      const place = end === null ? null : ends.indexOf(end)
      return place === null ? null : { predicted: place, observed: place, differences: [], deviations: [] }
    })
    const one = { part: 'cors' as const, moved: {}, fragment: '', spec: ends.indexOf(spec), runs }
    expect(enginesPart(one, { ends })).toBe(part)
  })
})

describe('what is listed', () => {
  const rows: { part: 'all' | 'cookies' | 'names'; words: string; count: number }[] = [
    { part: 'all', words: '', count: 32 },
    { part: 'cookies', words: '', count: 32 },
    { part: 'names', words: '', count: 0 },
    { part: 'all', words: 'strict', count: 8 },
    { part: 'all', words: '  Strict   secure=false ', count: 4 },
    { part: 'all', words: 'sameSite=Strict app.localhost', count: 4 },
    { part: 'all', words: 'nothing-has-this', count: 0 },
  ]

  it.each(rows)('of $part, "$words": $count', ({ part, words, count }) => {
    const listed = report.cases.filter((one) => isListed(one, { part, words, ...everything }, matrix))
    expect(listed).toHaveLength(count)
  })

  it.each(places.map((place) => ({ place, ...place })))('$engine, $what: $total', ({ place, total }) => {
    const filter = { ...everything, place }
    expect(report.cases.filter((one) => isShown(one, filter, matrix))).toHaveLength(total)
  })
})

it('counts what held over all browsers', () => {
  expect(heldIn(report)).toEqual({ runs: 128, held: 125, failed: 1 })
})
