import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digits, list, quoted } from './code.ts'

// What a setting can hold: visible ASCII, spaces and tabs.
const text = fc.stringMatching(/^[\t\x20-\x7e]{0,40}$/)

it('a literal means its text, whatever stands in it', () => {
  fc.assert(fc.property(text, (one) => runInNewContext(quoted(one)) === one))
})

it('a list means its texts', () => {
  fc.assert(
    fc.property(fc.array(text), (all) => {
      expect(Array.from<unknown>(runInNewContext(list(all)))).toEqual(all)
    }),
  )
})

it.each([
  [0, '0'],
  [900, '900'],
  [604_800_000, '604_800_000'],
])('%d is written %s', (number, written) => {
  expect(digits(number)).toBe(written)
})
