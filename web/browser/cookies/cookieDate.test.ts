import { expect, test } from 'vitest'
import { parseCookieDate } from './cookieDate.ts'

test.each([
  ['Wed, 01 Jan 2031 00:00:00 GMT', '2031-01-01T00:00:00.000Z'],
  ['Mon, 10-Dec-07 17:02:24 GMT', '2007-12-10T17:02:24.000Z'],
  ['1 jan 70 0:0:0', '1970-01-01T00:00:00.000Z'],
  ['01 Jan 69 00:00:00', '2069-01-01T00:00:00.000Z'],
  ['00:00:00 2031 JANUARY 01st', '2031-01-01T00:00:00.000Z'],
  ['29 Feb 2028 12:00:00', '2028-02-29T12:00:00.000Z'],
  ['29 Feb 2027 12:00:00', null],
  ['32 Jan 2031 00:00:00', null],
  ['01 Jan 1600 00:00:00', null],
  ['01 Jan 2031 24:00:00', null],
  ['01 Jan 2031', null],
  ['never', null],
  ['', null],
])('%j is %s', (text, expected) => {
  const time = parseCookieDate(text)
  expect(time === null ? null : new Date(time).toISOString()).toBe(expected)
})
