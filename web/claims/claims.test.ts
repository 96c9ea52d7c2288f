import { describe, expect, it } from 'vitest'
import { nest } from '../../api/settings/paths.ts'
import { parseSettings } from '../../api/settings/settings.ts'
import { claimGroups, claimIds, claims } from './claims.ts'

describe.each(claimIds)('%s', (id) => {
  const { knobs, expected, means, rows } = claims[id]

  it('has knobs that an experiment takes', () => {
    expect(parseSettings(nest(knobs))).not.toHaveProperty('errors')
  })

  it('says what each verdict means that a browser gives', () => {
    expect(Object.keys(means)).toEqual(expect.arrayContaining(Object.values(expected)))
  })

  it('names in it only what is tried', () => {
    const named = Object.values(means).flatMap((text) =>
      [...text.matchAll(/\{(\w+)\}/g)].map(([, key]) => key),
    )
    expect(Object.keys(rows)).toEqual(expect.arrayContaining(named))
  })
})

it('stand in one group each', () => {
  expect(claimGroups.flatMap(({ ids }) => ids)).toEqual(claimIds)
})
