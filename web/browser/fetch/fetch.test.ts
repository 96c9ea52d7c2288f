import { describe, expect, test } from 'vitest'
import { ALLOWED, answer, CROSS_SITE, exchange, one, PAGE, run, SAME_SITE } from '../testing.ts'

const ORIGIN = 'http://app.localhost:5173'
const OTHER_ORIGIN = 'http://api.app.localhost:4000/c/1'

describe('what throws before anything is sent', () => {
  test.each([
    [{ method: 'TRACE' }, 'ForbiddenMethod'],
    [{ method: 'connect' }, 'ForbiddenMethod'],
    [{ method: 'NO METHOD' }, 'ForbiddenMethod'],
    [{ method: 'PUT', mode: 'no-cors' as const }, 'ForbiddenMethod'],
    [{ headers: [['no name', '1']] as [string, string][] }, 'InvalidHeader'],
    [{ headers: [['x', 'a\nb']] as [string, string][] }, 'InvalidHeader'],
    [{ body: 'x' }, 'BodyNotAllowed'],
    [{ url: 'http://user@app.localhost:4000/' }, 'UrlContainsCredentials'],
    [{ url: 'http://app.localhost:25/' }, 'BadPort'],
    [{ mode: 'same-origin' as const }, 'DisallowedByMode'],
    [{ mode: 'no-cors' as const, redirect: 'manual' as const }, 'NoCorsRedirectModeNotFollow'],
    [{ url: 'ftp://app.localhost/' }, 'CorsDisabledScheme'],
  ])('%j: %s', (request, blockedBy) => {
    const outcome = one(exchange({ url: OTHER_ORIGIN, ...request }, ALLOWED))
    expect(outcome).toMatchObject({ sent: false, preflight: false, result: 'blocked', blockedBy })
  })
})

describe('when a preflight is due', () => {
  const header = (name: string, value: string) => ({ headers: [[name, value]] as [string, string][] })
  test.each([
    [{}, false],
    [{ method: 'POST' }, false],
    [{ method: 'post' }, false],
    [{ method: 'HEAD' }, false],
    [{ method: 'PUT' }, true],
    [{ method: 'patch' }, true],
    [{ method: 'OPTIONS' }, true],
    [header('Accept', 'text/html'), false],
    [header('Accept', 'a"b'), true],
    [header('Accept', 'a'.repeat(129)), true],
    [header('Accept-Language', 'de, en;q=0.5'), false],
    [header('Accept-Language', 'x_y'), true],
    [header('Content-Language', 'en'), false],
    [header('Content-Type', 'TEXT/PLAIN; charset=utf-8'), false],
    [header('Content-Type', 'application/json'), true],
    [header('Content-Type', 'text/plain; a="b"'), true],
    [header('Range', 'bytes=0-10'), false],
    [header('Range', 'bytes=-5'), true],
    [header('Range', 'bytes=10-0'), true],
    [header('Authorization', 'Bearer x'), true],
    [header('X-Test', '1'), true],
    [header('Cookie', 'a=1'), false],
    [header('Sec-Test', '1'), false],
    [header('X-HTTP-Method-Override', 'TRACE'), false],
    [header('X-HTTP-Method-Override', 'PUT'), true],
    [{ headers: Array.from({ length: 9 }, (): [string, string] => ['Accept', 'a'.repeat(120)]) }, true],
  ])('%j: %s', (request, preflight) => {
    expect(one(exchange({ url: OTHER_ORIGIN, ...request }, ALLOWED)).preflight).toBe(preflight)
  })

  test('never for the own origin, an image, a link or a form', () => {
    const unsafe = { method: 'PUT', headers: [['X-Test', '1']] as [string, string][] }
    expect(one(exchange({ url: `${ORIGIN}/c`, ...unsafe })).preflight).toBe(false)
    for (const via of ['image', 'link', 'form'] as const) {
      expect(one(exchange({ url: OTHER_ORIGIN, via, ...unsafe }))).toMatchObject({
        preflight: false,
        sent: true,
      })
    }
  })
})

describe('how the answer to a preflight is judged', () => {
  const allow = { 'Access-Control-Allow-Origin': ORIGIN, 'Access-Control-Allow-Credentials': 'true' }
  const put = { method: 'PUT' }
  const token = { headers: [['Authorization', 'x']] as [string, string][] }
  const include = { credentials: 'include' as const }
  test.each([
    [
      'no status',
      put,
      answer({ ...allow, 'Access-Control-Allow-Methods': 'PUT' }, 404),
      'PreflightInvalidStatus',
    ],
    ['a redirect', put, answer({ ...allow, Location: '/' }, 302), 'PreflightInvalidStatus'],
    ['no origin', put, answer({}, 204), 'PreflightMissingAllowOriginHeader'],
    [
      '* with credentials',
      { ...put, ...include },
      answer({ 'Access-Control-Allow-Origin': '*' }),
      'PreflightWildcardOriginNotAllowed',
    ],
    [
      'no credentials',
      { ...put, ...include },
      answer({ 'Access-Control-Allow-Origin': ORIGIN }),
      'PreflightInvalidAllowCredentials',
    ],
    ['no method', put, answer(allow), 'MethodDisallowedByPreflightResponse'],
    [
      'a method in lower case',
      put,
      answer({ ...allow, 'Access-Control-Allow-Methods': 'put' }),
      'MethodDisallowedByPreflightResponse',
    ],
    ['the method', put, answer({ ...allow, 'Access-Control-Allow-Methods': 'GET,, PUT' }), null],
    ['any method', put, answer({ ...allow, 'Access-Control-Allow-Methods': '*' }), null],
    [
      'any method with credentials',
      { ...put, ...include },
      answer({ ...allow, 'Access-Control-Allow-Methods': '*' }),
      'MethodDisallowedByPreflightResponse',
    ],
    [
      'no list of methods',
      put,
      answer({ ...allow, 'Access-Control-Allow-Methods': 'PUT GET' }),
      'InvalidAllowMethodsPreflightResponse',
    ],
    ['no header', token, answer(allow), 'HeaderDisallowedByPreflightResponse'],
    [
      'the header in upper case',
      token,
      answer({ ...allow, 'Access-Control-Allow-Headers': 'AUTHORIZATION' }),
      null,
    ],
    [
      'any header, and Authorization',
      token,
      answer({ ...allow, 'Access-Control-Allow-Headers': '*' }),
      'HeaderDisallowedByPreflightResponse',
    ],
    [
      'any header, and Authorization by name',
      token,
      answer({ ...allow, 'Access-Control-Allow-Headers': '*, authorization' }),
      null,
    ],
    [
      'no list of headers',
      token,
      answer({ ...allow, 'Access-Control-Allow-Headers': 'a b' }),
      'InvalidAllowHeadersPreflightResponse',
    ],
  ])('%s', (_, request, preflight, blockedBy) => {
    const outcome = one(exchange({ url: OTHER_ORIGIN, ...request }, ALLOWED, { preflight }))
    expect(outcome).toMatchObject({ preflight: true, sent: blockedBy === null, blockedBy })
  })

  test.each([
    ['chromium', null],
    ['firefox', null],
    ['webkitgtk', null],
    ['spec', 'HeaderDisallowedByPreflightResponse'],
  ] as const)('* and Authorization in %s: %s', (engine, blockedBy) => {
    const preflight = answer({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' })
    expect(one(exchange({ url: OTHER_ORIGIN, ...token }, ALLOWED, { preflight }), { engine }).blockedBy).toBe(
      blockedBy,
    )
  })
})

describe('the CORS check', () => {
  const include = 'include' as const
  test.each([
    [undefined, undefined, 'omit' as const, 'MissingAllowOriginHeader'],
    ['*', undefined, 'omit' as const, null],
    ['*', 'true', include, 'WildcardOriginNotAllowed'],
    [` ${ORIGIN}\t`, 'true', include, null],
    [ORIGIN, undefined, include, 'InvalidAllowCredentials'],
    [ORIGIN, 'True', include, 'InvalidAllowCredentials'],
    [ORIGIN, 'true, true', include, 'InvalidAllowCredentials'],
    [`${ORIGIN}/`, 'true', include, 'AllowOriginMismatch'],
    ['null', 'true', include, 'AllowOriginMismatch'],
    ['HTTP://APP.LOCALHOST:5173', 'true', include, 'AllowOriginMismatch'],
    [`${ORIGIN}, *`, 'true', include, 'MultipleAllowOriginValues'],
    ['http://*.localhost:5173', 'true', include, 'AllowOriginMismatch'],
    ['', 'true', include, 'InvalidAllowOriginValue'],
  ])('origin %j, credentials %j, mode %s: %s', (origin, credentials, mode, blockedBy) => {
    const headers: [string, string][] = []
    if (origin !== undefined) headers.push(['Access-Control-Allow-Origin', origin])
    if (credentials !== undefined) headers.push(['access-control-allow-credentials', credentials])
    expect(one(exchange({ url: OTHER_ORIGIN, credentials: mode }, answer(headers))).blockedBy).toBe(blockedBy)
  })

  test('an opaque origin is null', () => {
    const outcome = one(exchange({ url: OTHER_ORIGIN }, answer({ 'Access-Control-Allow-Origin': 'null' })), {
      page: 'data:text/html,',
    })
    expect(outcome).toMatchObject({ origin: 'null', result: 'readable' })
  })
})

describe('the preflight cache', () => {
  const preflight = (age: string) =>
    answer({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'PUT',
      'Access-Control-Max-Age': age,
    })
  const twice = (age: string, wait: number) => {
    const put = exchange({ url: OTHER_ORIGIN, method: 'PUT' }, ALLOWED, { preflight: preflight(age) })
    return [put, { ...put, wait }]
  }
  test.each([
    ['600', 599, 'spec', false],
    ['600', 600, 'spec', true],
    ['0', 0, 'spec', true],
    ['abc', 4, 'spec', false],
    ['abc', 5, 'spec', true],
    ['-1', 4, 'spec', false],
    ['-1', 0, 'chromium', true],
    ['abc', 0, 'firefox', true],
    ['10, 20', 4, 'webkitgtk', false],
    ['100000', 7199, 'chromium', false],
    ['100000', 7200, 'chromium', true],
    ['100000', 86_399, 'firefox', false],
    ['100000', 86_400, 'firefox', true],
    ['100000', 600, 'webkitgtk', true],
  ] as const)('Max-Age %s, %d s later, in %s: a second one %s', (age, wait, engine, again) => {
    expect(run(twice(age, wait), { engine })[1]?.preflight).toBe(again)
  })

  test('an answer without credentials does not serve a request with them', () => {
    const [first] = twice('600', 0)
    const second = exchange({ url: OTHER_ORIGIN, method: 'PUT', credentials: 'include' }, ALLOWED)
    expect(run(first === undefined ? [] : [first, second])[1]?.preflight).toBe(true)
  })

  test.each([
    ['spec', true],
    ['chromium', false],
    ['firefox', true],
    ['webkitgtk', false],
  ] as const)('after a response that fails, %s asks again: %s', (engine, again) => {
    const [first, second] = twice('600', 0)
    if (first === undefined || second === undefined) throw new Error('twice is two')
    expect(run([{ ...first, response: answer() }, second], { engine })[1]?.preflight).toBe(again)
  })
})

describe('redirects', () => {
  const to = (location: string, status = 302) =>
    answer({ ...Object.fromEntries(ALLOWED.headers), Location: location }, status)
  test('another origin after another is null from there on', () => {
    const hops = [{ response: ALLOWED }]
    const outcome = one(exchange({ url: OTHER_ORIGIN }, to(CROSS_SITE), { redirects: hops }))
    expect(outcome.blockedBy).toBe('AllowOriginMismatch')
    const allowed = [{ response: answer({ 'Access-Control-Allow-Origin': 'null' }) }]
    expect(one(exchange({ url: OTHER_ORIGIN }, to(CROSS_SITE), { redirects: allowed })).result).toBe(
      'readable',
    )
  })
  test('each hop is checked', () => {
    expect(one(exchange({ url: OTHER_ORIGIN }, answer({ Location: '/' }, 302))).blockedBy).toBe(
      'MissingAllowOriginHeader',
    )
  })
  test('a preflighted request is preflighted again', () => {
    const preflight = answer({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'PUT' })
    const redirects = [{ preflight: answer({}, 403), response: ALLOWED }]
    const outcome = one(
      exchange({ url: OTHER_ORIGIN, method: 'PUT' }, to('/next', 307), { preflight, redirects }),
    )
    expect(outcome).toMatchObject({ sent: true, blockedBy: 'PreflightMissingAllowOriginHeader' })
  })
  test.each([
    ['http://user:pass@api.app.localhost:4000/', 'RedirectContainsCredentials'],
    ['ftp://api.localhost/', 'CorsDisabledScheme'],
    ['http://[', 'InvalidRedirect'],
  ])('to %s: %s', (location, blockedBy) => {
    expect(one(exchange({ url: OTHER_ORIGIN }, to(location))).blockedBy).toBe(blockedBy)
  })
  test('mode error', () => {
    expect(one(exchange({ url: OTHER_ORIGIN, redirect: 'error' }, to('/'))).blockedBy).toBe(
      'RedirectNotAllowed',
    )
  })
  test('mode manual', () => {
    expect(one(exchange({ url: OTHER_ORIGIN, redirect: 'manual' }, to('/'))).result).toBe('opaque')
  })
  test.each([
    [20, null],
    [21, 'TooManyRedirects'],
  ])('%d in a row: %s', (count, blockedBy) => {
    const redirects = Array.from({ length: count }, (_, i) => ({
      response: i < count - 1 ? to('/') : ALLOWED,
    }))
    expect(one(exchange({ url: OTHER_ORIGIN }, to('/'), { redirects })).blockedBy).toBe(blockedBy)
  })
})

describe('what the script sees', () => {
  const headers = {
    'Access-Control-Allow-Origin': '*',
    'Content-Type': 'text/plain',
    'X-A': '1',
    'Set-Cookie': 'a=1',
  }
  test.each([
    [{}, ['content-type']],
    [{ 'Access-Control-Expose-Headers': 'x-a' }, ['content-type', 'x-a']],
    [
      { 'Access-Control-Expose-Headers': '*' },
      ['access-control-allow-origin', 'access-control-expose-headers', 'content-type', 'x-a'],
    ],
    [{ 'Access-Control-Expose-Headers': 'x a' }, ['content-type']],
    [{ 'Access-Control-Expose-Headers': 'set-cookie' }, ['content-type']],
  ])('%j exposes %j', (expose, exposed) => {
    expect(one(exchange({ url: OTHER_ORIGIN }, answer({ ...headers, ...expose }))).exposed).toEqual(exposed)
  })
  test('everything but Set-Cookie of the own origin', () => {
    expect(one(exchange({ url: PAGE }, answer(headers))).exposed).toEqual([
      'access-control-allow-origin',
      'content-type',
      'x-a',
    ])
  })
  test.each(['same-origin', 'same-site'])(
    'Cross-Origin-Resource-Policy %s keeps a no-cors response',
    (policy) => {
      const response = answer({ 'Cross-Origin-Resource-Policy': policy })
      expect(one(exchange({ url: CROSS_SITE, mode: 'no-cors' }, response)).result).toBe('blocked')
      expect(one(exchange({ url: SAME_SITE, mode: 'no-cors' }, response)).result).toBe(
        policy === 'same-site' ? 'opaque' : 'blocked',
      )
    },
  )
})

describe('mixed content', () => {
  const page = 'https://app.localhost:5443/'
  test.each([
    ['spec', CROSS_SITE, 'fetch', null],
    ['webkitgtk', CROSS_SITE, 'fetch', 'MixedContent'],
    ['webkitgtk', CROSS_SITE, 'image', null],
    ['webkitgtk', CROSS_SITE, 'form', null],
    ['spec', 'http://api.example.com/', 'fetch', 'MixedContent'],
    ['spec', 'http://api.example.com/', 'image', null],
    ['spec', 'http://192.0.2.1/', 'image', 'MixedContent'],
  ] as const)('in %s, %s by %s: %s', (engine, url, via, blockedBy) => {
    const response = answer({ 'Access-Control-Allow-Origin': '*' })
    expect(one(exchange({ url, via }, response), { engine, page }).blockedBy).toBe(blockedBy)
  })
})

describe('the Origin header', () => {
  const https = 'https://app.localhost:5443/'
  test.each([
    ['a GET of the own origin', { url: PAGE }, PAGE, null],
    ['a POST of the own origin', { url: PAGE, method: 'POST' }, PAGE, ORIGIN],
    ['a CORS request', { url: OTHER_ORIGIN }, PAGE, ORIGIN],
    ['an image', { url: OTHER_ORIGIN, via: 'image' as const }, PAGE, null],
    ['a form', { url: OTHER_ORIGIN, via: 'form' as const, method: 'POST' }, PAGE, ORIGIN],
    ['a form from https to http', { url: OTHER_ORIGIN, via: 'form' as const, method: 'POST' }, https, 'null'],
    [
      'a no-cors POST from https to http',
      { url: OTHER_ORIGIN, mode: 'no-cors' as const, method: 'POST' },
      https,
      'null',
    ],
  ])('%s', (_, request, page, origin) => {
    expect(one(exchange(request, ALLOWED), { page }).origin).toBe(origin)
  })
})
