import { describe, expect, it } from 'vitest'
import { readSide, readSides, writeSides } from './address.ts'
import { differingKnobs, sideTitle } from './names.ts'
import { presets } from './presets.ts'

describe('the address of two sides', () => {
  it.each([
    { fragment: '', written: ';credential=bearer' },
    { fragment: '#;', written: ';' },
    { fragment: '#credential=bearer;', written: 'credential=bearer;' },
    { fragment: '#cors.origin=a%3Bb;cookie.sameSite=Lax', written: 'cors.origin=a%3Bb;cookie.sameSite=Lax' },
    { fragment: '#credential=session-cookie;page=https', written: ';' },
    { fragment: '#credential=bearer', written: 'credential=bearer;' },
  ])('$fragment is $written', ({ fragment, written }) => {
    const { refused, ...sides } = readSides(fragment)
    expect(writeSides(sides)).toBe(written)
    expect(refused).toEqual([])
  })

  it('says what is no setting, on either side', () => {
    const { refused } = readSides('#nothing=1;cookie.sameSite=Loose')
    expect(refused.map(({ field }) => field)).toEqual(['nothing', 'cookie.sameSite'])
  })

  it.each(['credential=bearer', ' http://app.localhost:5173/#credential=bearer '])('takes %j', (text) => {
    expect(readSide(text)).toEqual({ moved: { credential: 'bearer' }, refused: [] })
  })

  it('takes a link without a fragment for the defaults', () => {
    expect(readSide('http://app.localhost:5173/')).toEqual({ moved: {}, refused: [] })
  })
})

describe('the pairs that are offered', () => {
  const titles = [
    ['Session cookie', 'Bearer token'],
    ['Session cookie', 'JWT cookie'],
    ['Session cookie', 'Session in cookie'],
    ['Subdomain', 'Cross-site'],
    ['SameSite: Lax', 'SameSite: None'],
    ['Max-Age: 86400 seconds', 'Max-Age: until the browser closes'],
    ['CSRF protection: double-submit token', 'CSRF protection: none'],
    ['Kept in: memory', 'Kept in: localStorage'],
  ]

  it.each(presets.map((preset, index) => ({ ...preset, titles: titles[index] })))(
    '$title: $titles, and nothing else differs',
    ({ left, right, titles: expected }) => {
      const [one, two] = [readSide(left), readSide(right)]
      expect([...one.refused, ...two.refused]).toEqual([])
      expect([sideTitle(one.moved, two.moved), sideTitle(two.moved, one.moved)]).toEqual(expected)
      expect(differingKnobs(one.moved, two.moved)).toHaveLength(1)
    },
  )
})
