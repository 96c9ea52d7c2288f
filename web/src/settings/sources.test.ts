import { expect, it } from 'vitest'
import { knobs } from '../../../api/settings/settings.ts'
import { CLAUSES } from '../../browser/clauses.ts'
import fetchFragments from '../../browser/data/fetch-fragments.json' with { type: 'json' }
import cookieFragments from '../../browser/data/rfc6265bis-22-fragments.json' with { type: 'json' }

/** The documents of which the model keeps the fragments, at the edition that its clauses name. */
const FRAGMENTS = new Map([
  [documentOf(CLAUSES['fetch/cors-check']), fetchFragments],
  [documentOf(CLAUSES['cookies/stored']), cookieFragments],
])

function documentOf(url: string): string {
  return url.split('#')[0] ?? ''
}

const inStandards = knobs
  .map(({ path, source }) => ({ path, ...source }))
  .filter(({ url }) => /fetch\.spec|rfc6265bis/.test(url))

it('many knobs stand in the two standards', () => {
  expect(inStandards.length).toBeGreaterThan(15)
})

it.each(inStandards)('$path stands where the standard has a fragment: $title', ({ url }) => {
  expect(FRAGMENTS.get(documentOf(url))).toContain(url.split('#')[1])
})
