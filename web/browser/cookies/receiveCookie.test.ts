import { describe, expect, test } from 'vitest'
import type { Exchange } from '../scenario.ts'
import { ALLOWED, answer, CROSS_SITE, exchange, one, run, SAME_SITE } from '../testing.ts'

const HTTPS_API = 'https://api.app.localhost:4443/c/1'
const HTTPS_PAGE = 'https://app.localhost:5443/'
const include = { credentials: 'include' as const }

function setBy(url: string, line: string): Exchange {
  return exchange({ url, ...include }, answer([...ALLOWED.headers, ['Set-Cookie', line]]))
}

describe('which cookies a response may set', () => {
  test.each([
    [SAME_SITE, 'a=1', []],
    [SAME_SITE, '=', ['NoCookieContent']],
    [SAME_SITE, 'a=\x01', ['DisallowedCharacter']],
    [SAME_SITE, `a=${'x'.repeat(4097)}`, ['NameValuePairExceedsMaxSize']],
    [SAME_SITE, 'a=1; Domain=localhost', ['InvalidDomain']],
    [SAME_SITE, 'a=1; Domain=other.localhost', ['InvalidDomain']],
    [SAME_SITE, 'a=1; Domain=api.app.localhost', ['InvalidDomain']],
    [SAME_SITE, 'a=1; Domain=.APP.localhost', []],
    [SAME_SITE, 'a=1; Domain=', []],
    [SAME_SITE, 'a=1; Domain=apö.localhost', ['InvalidDomain']],
    [SAME_SITE, '__Host-a=1; Secure', ['InvalidPrefix']],
    [SAME_SITE, '__HOST-a=1; Secure; Path=/; Domain=app.localhost', ['InvalidPrefix']],
    [SAME_SITE, '__host-a=1; Secure; Path=/', []],
    [SAME_SITE, '__Secure-a=1', ['InvalidPrefix']],
    [SAME_SITE, '=__Host-a=1', ['InvalidPrefix']],
    [SAME_SITE, '__Host-a=1; Domain=localhost', ['InvalidDomain', 'InvalidPrefix']],
    [SAME_SITE, 'a=1; SameSite=None', ['SameSiteNoneInsecure']],
    [SAME_SITE, 'a=1; Secure', []],
    ['http://api.example.com/', 'a=1; Secure; SameSite=None', ['SecureOnly']],
    ['http://api.example.com/', 'a=1; SameSite=None', ['SameSiteNoneInsecure']],
    ['http://api.example.com/', 'a=1; Secure', ['SecureOnly', 'SameSiteUnspecifiedTreatedAsLax']],
    [CROSS_SITE, 'a=1', ['SameSiteUnspecifiedTreatedAsLax']],
    [CROSS_SITE, 'a=1; SameSite=Lax', ['SameSiteLax']],
    [CROSS_SITE, 'a=1; SameSite=Strict', ['SameSiteStrict']],
    [CROSS_SITE, 'a=1; SameSite=None; Secure', []],
    [HTTPS_API, 'a=1; SameSite=Lax', ['SameSiteLax']],
  ])('%s, %j: %j', (url, line, reasons) => {
    expect(one(setBy(url, line)).setCookies).toMatchObject([{ stored: reasons.length === 0, reasons }])
  })

  test('a top-level navigation may set any', () => {
    const response = answer({ 'Set-Cookie': 'a=1; SameSite=Strict' })
    expect(one(exchange({ url: CROSS_SITE, via: 'link' }, response)).setCookies[0]?.stored).toBe(true)
  })

  test.each(['omit', 'same-origin'] as const)('credentials %s: none is looked at', (credentials) => {
    const response = answer({ 'Set-Cookie': 'a=1' })
    expect(one(exchange({ url: SAME_SITE, credentials }, response)).setCookies).toEqual([
      { name: 'a', stored: false, reasons: ['CredentialsMode'] },
    ])
  })

  test('an insecure connection may not overlay a Secure cookie', () => {
    const jar = [{ url: 'https://api.example.com/', setCookie: 'a=1; Secure; Path=/c' }]
    const over = (path: string) =>
      exchange(
        { url: 'http://api.example.com/c', via: 'link' },
        answer({ 'Set-Cookie': `a=2; Path=${path}` }),
      )
    expect(one(over('/c/d'), { jar }).setCookies[0]?.reasons).toEqual(['OverwriteSecure'])
    expect(one(over('/'), { jar }).setCookies[0]?.reasons).toEqual([])
  })
})

test('cookies of a redirect are kept, and judged hop by hop', () => {
  const redirect = answer([...ALLOWED.headers, ['Location', CROSS_SITE], ['Set-Cookie', 'a=1']], 302)
  const hop = {
    response: answer({ 'Access-Control-Allow-Origin': 'null', 'Set-Cookie': 'b=1; SameSite=Lax' }),
  }
  const [first, own, other] = run([
    exchange({ url: SAME_SITE, ...include }, redirect, { redirects: [hop] }),
    exchange({ url: SAME_SITE, ...include }, ALLOWED),
    exchange({ url: CROSS_SITE, via: 'link' }),
  ])
  expect(first?.setCookies).toEqual([{ name: 'a', stored: true, reasons: [] }])
  expect(own?.cookies).toEqual(['a'])
  expect(other?.cookies).toEqual([])
})

test('on the page itself https is https', () => {
  expect(
    one(setBy(HTTPS_API, '__Host-a=1; Secure; Path=/'), { page: HTTPS_PAGE }).setCookies[0]?.stored,
  ).toBe(true)
})
