import { describe, expect, it } from 'vitest'
import { clientName } from './client-name.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

const rows: { name: string; userAgent: string }[] = [
  {
    name: 'Chrome 156 on Linux',
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/156.0.0.0 Safari/537.36`,
  },
  {
    name: 'Firefox 153 on Linux',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
  },
  { name: 'curl/8.5.0', userAgent: 'curl/8.5.0' },
  { name: 'an unnamed client', userAgent: '' },
  { name: 'a'.repeat(40), userAgent: 'a'.repeat(100_000) },
]

describe('a client’s name', () => {
  it.each(rows)('is $name', ({ name, userAgent }) => {
    expect(clientName(userAgent)).toBe(name)
  })
})
