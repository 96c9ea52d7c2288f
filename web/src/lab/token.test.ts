import { describe, expect, it } from 'vitest'
import { decodeToken, timeUntil } from './token.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('decodeToken', () => {
  it('reads header, claims, signature and expiry', () => {
    const token = `${part({ alg: 'HS256' })}.${part({ sub: 'zoë', exp: 10 })}.sig`
    expect(decodeToken(token)).toEqual({
      header: '{"alg":"HS256"}',
      claims: '{"sub":"zoë","exp":10}',
      signature: 'sig',
      expires: 10_000,
    })
  })
  it.each(['', 'abc', 'a.b', 'a.b.c', '..', `${part({})}.%%.c`, 'a.b.c.d'])('is null for %j', (text) => {
    expect(decodeToken(text)).toBeNull()
  })
})

it.each([
  [15_000, 'ends in 15 s'],
  [843_000, 'ends in 14 min 3 s'],
  [7_260_000, 'ends in 2 h 1 min'],
  [604_800_000, 'ends in 7 d 0 h'],
  [-5000, 'ended 5 s ago'],
  [0, 'ended 0 s ago'],
])('timeUntil %d ms: %s', (then, words) => {
  expect(timeUntil(then, 0)).toBe(words)
})
