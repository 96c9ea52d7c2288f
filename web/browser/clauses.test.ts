import { expect, test } from 'vitest'
import { CLAUSES } from './clauses.ts'
import fetchFragments from './data/fetch-fragments.json' with { type: 'json' }
import cookieFragments from './data/rfc6265bis-22-fragments.json' with { type: 'json' }
import { DEVIATIONS } from './engines/deviations.ts'
import { FIXES } from './fixes.ts'
import { REASONS } from './reasons.ts'

const FRAGMENTS = new Map([
  ['https://fetch.spec.whatwg.org/', new Set(fetchFragments)],
  ['https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-22.html', new Set(cookieFragments)],
])

test.each(Object.entries(CLAUSES))('%s stands where the standard has a fragment: %s', (_, source) => {
  const [document = '', fragment = ''] = source.split('#')
  expect(FRAGMENTS.get(document)).toContain(fragment)
})

test.each(DEVIATIONS)('$engines: $what', ({ source, seenIn, sets, engines }) => {
  expect(source).toMatch(/^https:\/\/.+#./)
  expect(seenIn).toMatch(/\d/)
  expect(Object.keys(sets)).not.toHaveLength(0)
  expect(engines).not.toContain('spec')
})

test('no two deviations of an engine set the same value', () => {
  const set = DEVIATIONS.flatMap(({ engines, sets }) =>
    engines.flatMap((engine) => Object.keys(sets).map((key) => `${engine} ${key}`)),
  )
  expect(new Set(set).size).toBe(set.length)
})

test('safari is documented, never observed', () => {
  const safari = DEVIATIONS.filter(({ engines }) => engines.includes('safari'))
  expect(safari).not.toHaveLength(0)
  expect(safari.map(({ evidence }) => evidence)).toEqual(safari.map(() => 'documented'))
})

test('every reason has its fix', () => {
  expect(new Set(Object.keys(FIXES))).toEqual(REASONS)
})
