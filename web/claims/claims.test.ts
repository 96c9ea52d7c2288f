import { describe, expect, it } from 'vitest'
import { parseSettings } from '../../api/settings/settings.ts'
import { claimGroups, claimIds, claims } from './claims.ts'

/** `{ 'cookie.path': '/' }` as `{ cookie: { path: '/' } }`. */
function nested(knobs: Readonly<Record<string, unknown>>) {
  const result: Record<string, object | unknown> = {}
  for (const [path, value] of Object.entries(knobs)) {
    const [group = '', name] = path.split('.')
    result[group] = name === undefined ? value : { ...Object(result[group]), [name]: value }
  }
  return result
}

describe.each(claimIds)('%s', (id) => {
  const { knobs, expected, means, rows } = claims[id]

  it('has knobs that an experiment takes', () => {
    expect(parseSettings(nested(knobs))).not.toHaveProperty('errors')
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
