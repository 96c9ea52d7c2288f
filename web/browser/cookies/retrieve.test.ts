import { describe, expect, test } from 'vitest'
import { ALLOWED, answer, CROSS_SITE, exchange, one, SAME_SITE } from '../testing.ts'

const HTTPS_API = 'https://api.app.localhost:4443/c/1'
const include = { credentials: 'include' as const }

describe('which cookies go with a request', () => {
  const all = [
    'a=1; Path=/',
    'b=1; SameSite=Lax; Path=/',
    'c=1; SameSite=Strict; Path=/',
    'd=1; SameSite=None; Secure; Path=/',
  ]
  const jar = (url: string) => all.map((setCookie) => ({ url, setCookie }))
  test.each([
    ['spec', 'fetch', 'GET', ['d']],
    ['spec', 'image', 'GET', ['d']],
    ['spec', 'link', 'GET', ['a', 'b', 'd']],
    ['spec', 'form', 'GET', ['a', 'b', 'd']],
    ['spec', 'form', 'POST', ['d']],
    ['chromium', 'form', 'POST', ['a', 'd']],
    ['firefox', 'form', 'POST', ['a', 'd']],
    ['firefox', 'fetch', 'GET', []],
    ['webkitgtk', 'fetch', 'GET', ['a']],
    ['safari', 'fetch', 'GET', []],
  ] as const)('across sites in %s, by %s %s: %j', (engine, via, method, cookies) => {
    const outcome = one(exchange({ url: CROSS_SITE, via, method, ...include }, ALLOWED), {
      engine,
      jar: jar(CROSS_SITE),
    })
    expect(outcome.cookies).toEqual(cookies)
  })

  test('within a site all do', () => {
    const outcome = one(exchange({ url: SAME_SITE, ...include }, ALLOWED), { jar: jar(SAME_SITE) })
    expect(outcome.cookies).toEqual(['a', 'b', 'c', 'd'])
    expect(outcome.cookieHeader).toBe('a=1; b=1; c=1; d=1')
  })

  test.each([
    ['spec', ['d']],
    ['firefox', ['a', 'b', 'c', 'd']],
  ] as const)('from http to https of the same host in %s: %j', (engine, cookies) => {
    const outcome = one(exchange({ url: HTTPS_API, ...include }, ALLOWED), { engine, jar: jar(HTTPS_API) })
    expect(outcome.cookies).toEqual(cookies)
  })

  test('two minutes later Chromium holds a cookie without SameSite for Lax', () => {
    const post = exchange({ url: CROSS_SITE, via: 'form', method: 'POST' }, answer(), { wait: 120 })
    expect(one(post, { engine: 'chromium', jar: jar(CROSS_SITE) })).toMatchObject({
      cookies: ['d'],
      withheld: [
        { name: 'a', reasons: ['SameSiteUnspecifiedTreatedAsLax'] },
        { name: 'b', reasons: ['SameSiteLax'] },
        { name: 'c', reasons: ['SameSiteStrict'] },
      ],
    })
  })

  test('what stays behind has every reason', () => {
    const jarOf = [
      { url: 'https://api.example.com/', setCookie: 'a=1; Secure; SameSite=Strict; Path=/other' },
    ]
    const outcome = one(exchange({ url: 'http://api.example.com/c', ...include }, ALLOWED), { jar: jarOf })
    expect(outcome.withheld).toEqual([{ name: 'a', reasons: ['SecureOnly', 'NotOnPath', 'SameSiteStrict'] }])
  })

  test('credentials mode leaves all behind', () => {
    const outcome = one(exchange({ url: SAME_SITE }, ALLOWED), {
      jar: [{ url: SAME_SITE, setCookie: 'a=1' }],
    })
    expect(outcome).toMatchObject({ cookies: [], withheld: [{ name: 'a', reasons: ['CredentialsMode'] }] })
  })

  test('longer paths go first, then earlier cookies', () => {
    const lines = ['a=1; Path=/', 'b=1; Path=/c', 'c=1; Path=/']
    const outcome = one(exchange({ url: SAME_SITE, ...include }, ALLOWED), {
      jar: lines.map((setCookie) => ({ url: SAME_SITE, setCookie })),
    })
    expect(outcome.cookies).toEqual(['b', 'a', 'c'])
  })
})

describe('overwriting and expiry', () => {
  const jarOf = (...lines: string[]) => lines.map((setCookie) => ({ url: SAME_SITE, setCookie }))
  const get = (wait = 0) => exchange({ url: SAME_SITE, ...include }, ALLOWED, { wait })
  test.each([
    ['spec', ['a', 'b']],
    ['chromium', ['b', 'a']],
    ['firefox', ['a', 'b']],
    ['webkitgtk', ['a', 'b']],
  ] as const)('in %s a cookie with a new value is in place: %j', (engine, cookies) => {
    expect(one(get(), { engine, jar: jarOf('a=1', 'b=1', 'a=2') }).cookies).toEqual(cookies)
  })
  test.each([
    [['a=1', 'a=; Max-Age=0'], 0, []],
    [['a=1', 'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], 0, []],
    [['a=1; Max-Age=600'], 599, ['a']],
    [['a=1; Max-Age=600'], 600, []],
    [['a=1; Max-Age=600; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], 0, ['a']],
    [['a=1; Max-Age=99999999'], 34_559_999, ['a']],
    [['a=1; Max-Age=99999999'], 34_560_000, []],
    [['a=1; Expires=Fri, 01 Jan 2099 00:00:00 GMT'], 34_560_000, []],
    [['a=1'], 99_999_999, ['a']],
    [['a=1; Domain=app.localhost', 'a=2'], 0, ['a', 'a']],
  ])('%j after %d s: %j', (lines, wait, cookies) => {
    expect(one(get(wait), { jar: jarOf(...lines) }).cookies).toEqual(cookies)
  })
})
