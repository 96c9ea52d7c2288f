import { expect, it } from 'vitest'
import { ALLOWED, exchange, one, SAME_SITE } from '../browser/testing.ts'
import { checkCookieSize } from './cookie-size.ts'

const rows: { name: string; line: string; messages: string[] }[] = [
  { name: '4,096 octets', line: `id=${'x'.repeat(4094)}; Path=/`, messages: [] },
  {
    name: '4,097 octets',
    line: `id=${'x'.repeat(4095)}`,
    messages: ['The cookie id has 4,097 octets of name and value, 1 too many'],
  },
  { name: 'spaces around it do not count', line: `id=  ${'x'.repeat(4094)}  ;Path=/`, messages: [] },
  {
    name: 'a euro sign has three octets',
    line: `id=${'€'.repeat(1365)}`,
    messages: ['4,097 octets'],
  },
  {
    name: 'the name counts',
    line: `${'n'.repeat(4096)}=1`,
    messages: [`The cookie ${'n'.repeat(40)}… has 4,097`],
  },
  { name: 'no name', line: 'x'.repeat(4097), messages: ['The cookie without a name has 4,097'] },
  { name: 'an attribute of 1,024 octets', line: `id=1; Path=/${'p'.repeat(1023)}`, messages: [] },
  {
    name: 'two attributes that are longer',
    line: `id=1; Path=/${'p'.repeat(1024)}; Secure; Domain=${'d'.repeat(2000)}`,
    messages: ['Path of the cookie id has 1,025 octets', 'Domain of the cookie id has 2,000 octets'],
  },
]

it.each(rows)('$name: $messages', ({ line, messages }) => {
  const warnings = checkCookieSize(line)
  expect(warnings.map(({ message }) => message)).toEqual(messages.map((one) => expect.stringContaining(one)))
  const whole = warnings.filter(({ message }) => message.includes('ignore it'))
  expect(stored(line)).toBe(whole.length === 0)
})

/** Whether the standard stores it. */
function stored(line: string): boolean | undefined {
  const response = {
    ...ALLOWED,
    headers: [...ALLOWED.headers, ['Set-Cookie', line] satisfies [string, string]],
  }
  // A parent that is longer than a host can be is no parent.
  if (line.includes('Domain')) return true
  return one(exchange({ url: SAME_SITE, credentials: 'include' }, response)).setCookies[0]?.stored
}
