import { describe, expect, test } from 'vitest'
import type { Engine, Exchange, ThirdPartyPolicy } from '../scenario.ts'
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

describe('third parties', () => {
  const line = 'a=1; SameSite=None; Secure'
  const chips = `${line}; Partitioned`
  const twice = (set: string) => [setBy(CROSS_SITE, set), exchange({ url: CROSS_SITE, ...include }, ALLOWED)]
  const stored = (engine: Engine, policy: ThirdPartyPolicy | undefined, set: string) => {
    const browser = policy === undefined ? { engine } : { engine, thirdPartyCookies: policy }
    return run(twice(set), { browser })[1]?.cookies
  }
  test.each([
    ['chromium', undefined, line, ['a']],
    ['chromium', 'block', line, []],
    ['chromium', 'block', chips, ['a']],
    ['chromium', 'allow', 'a=1; SameSite=None; Partitioned', []],
    ['firefox', undefined, line, ['a']],
    ['firefox', 'block', line, []],
    ['spec', 'block', line, []],
    ['spec', 'block', chips, []],
    ['spec', 'partition', line, ['a']],
    ['safari', undefined, 'a=1; SameSite=None', []],
    ['webkitgtk', undefined, 'a=1', []],
  ] as const)('%s, policy %s, %s: %j', (engine, policy, set, cookies) => {
    expect(stored(engine, policy, set)).toEqual(cookies)
  })

  const FIRST_PARTY = 'http://api.localhost:4000/'
  test.each([
    ['chromium', chips],
    ['firefox', line],
  ] as const)('what %s partitions under another site does not come along: %s', (engine, setCookie) => {
    const outcome = one(exchange({ url: CROSS_SITE, ...include }, ALLOWED), {
      engine,
      jar: [{ url: FIRST_PARTY, setCookie: `${setCookie}; Path=/` }],
    })
    expect(outcome.cookies).toEqual([])
  })

  test('WebKitGTK holds a cookie for a parent of the page for its own', () => {
    const url = 'http://api.app.localhost:4000/c/1'
    const outcome = (set: string) => one(setBy(url, set), { engine: 'webkitgtk' }).setCookies[0]?.reasons
    expect(outcome('a=1; Domain=app.localhost')).toEqual([])
    expect(outcome('a=1')).toEqual(['UserPreferences'])
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
