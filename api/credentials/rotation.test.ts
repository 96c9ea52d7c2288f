import { describe, expect, it } from 'vitest'
import type { RefreshFamily } from '../store/store.ts'
import { rotated } from './rotation.ts'

const family: RefreshFamily = {
  username: 'ada',
  expires: 1_000_000,
  live: ['a', 'b'],
  used: [{ hash: 'z', at: 1000, client: 'tab' }],
}

const rows: {
  name: string
  use: { hash: string; client: string; at: number }
  grace: number
  after: Pick<RefreshFamily, 'live' | 'used'> | undefined
}[] = [
  {
    name: 'a live token',
    use: { hash: 'a', client: 'tab', at: 2000 },
    grace: 5000,
    after: { live: ['b', 'next'], used: [...family.used, { hash: 'a', client: 'tab', at: 2000 }] },
  },
  {
    name: 'a live token, when the grace of another is over',
    use: { hash: 'a', client: 'tab', at: 6000 },
    grace: 5000,
    after: { live: ['b', 'next'], used: [{ hash: 'a', client: 'tab', at: 6000 }] },
  },
  {
    name: 'a live token without a grace',
    use: { hash: 'a', client: 'tab', at: 2000 },
    grace: 0,
    after: { live: ['b', 'next'], used: [] },
  },
  {
    name: 'a used token within its grace',
    use: { hash: 'z', client: 'tab', at: 5999 },
    grace: 5000,
    after: { live: ['a', 'b', 'next'], used: family.used },
  },
  {
    name: 'a used token after it',
    use: { hash: 'z', client: 'tab', at: 6000 },
    grace: 5000,
    after: undefined,
  },
  {
    name: 'a used token of another',
    use: { hash: 'z', client: 'x', at: 2000 },
    grace: 5000,
    after: undefined,
  },
  {
    name: 'a token long forgotten',
    use: { hash: 'y', client: 'tab', at: 2000 },
    grace: 5000,
    after: undefined,
  },
]

describe('rotation', () => {
  it.each(rows)('of $name', ({ use, grace, after }) => {
    expect(rotated(family, use, 'next', grace)).toEqual(after && { ...family, ...after })
  })

  it('keeps a family small, however often its tokens are used: the oldest are forgotten', () => {
    let kept = family
    for (let number = 0; number < 100; number++) {
      const use = { hash: 'z', client: 'tab', at: 1000 + number }
      kept = rotated(kept, use, `next-${number}`, 5000) ?? kept
    }
    expect(kept.live).toHaveLength(32)
    expect(kept.live.at(-1)).toBe('next-99')
    for (const hash of kept.live)
      kept = rotated(kept, { hash, client: 'tab', at: 2000 }, `${hash}+`, 5000) ?? kept
    expect(kept.used.length).toBeLessThanOrEqual(32)
  })
})
