import { describe, expect, test } from 'vitest'
import { ALLOWED, answer, exchange, one, withHeader } from '../testing.ts'

const ORIGIN = 'http://app.localhost:5173'
const OTHER_ORIGIN = 'http://api.app.localhost:4000/c/1'

describe('when a preflight is due', () => {
  test.each([
    [{}, false],
    [{ method: 'POST' }, false],
    [{ method: 'post' }, false],
    [{ method: 'HEAD' }, false],
    [{ method: 'PUT' }, true],
    [{ method: 'patch' }, true],
    [{ method: 'OPTIONS' }, true],
    [withHeader('Accept', 'text/html'), false],
    [withHeader('Accept', 'a"b'), true],
    [withHeader('Accept', 'a'.repeat(129)), true],
    [withHeader('Accept-Language', 'de, en;q=0.5'), false],
    [withHeader('Accept-Language', 'x_y'), true],
    [withHeader('Content-Language', 'en'), false],
    [withHeader('Content-Type', 'TEXT/PLAIN; charset=utf-8'), false],
    [withHeader('Content-Type', 'application/json'), true],
    [withHeader('Content-Type', 'text/plain; a="b"'), true],
    [withHeader('Range', 'bytes=0-10'), false],
    [withHeader('Range', 'bytes=-5'), true],
    [withHeader('Range', 'bytes=10-0'), true],
    [withHeader('Authorization', 'Bearer x'), true],
    [withHeader('X-Test', '1'), true],
    [withHeader('Cookie', 'a=1'), false],
    [withHeader('Sec-Test', '1'), false],
    [withHeader('X-HTTP-Method-Override', 'TRACE'), false],
    [withHeader('X-HTTP-Method-Override', 'PUT'), true],
    [{ headers: Array.from({ length: 9 }, (): [string, string] => ['Accept', 'a'.repeat(120)]) }, true],
  ])('%j: %s', (request, preflight) => {
    expect(one(exchange({ url: OTHER_ORIGIN, ...request }, ALLOWED)).preflight).toBe(preflight)
  })

  test('never for the own origin, an image, a link or a form', () => {
    const unsafe = { method: 'PUT', ...withHeader('X-Test', '1') }
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
  const token = withHeader('Authorization', 'x')
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
