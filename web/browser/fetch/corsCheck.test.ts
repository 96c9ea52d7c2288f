import { describe, expect, test } from 'vitest'
import { answer, CROSS_SITE, exchange, one, PAGE, SAME_SITE } from '../testing.ts'

const ORIGIN = 'http://app.localhost:5173'
const OTHER_ORIGIN = 'http://api.app.localhost:4000/c/1'

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
  // Seen in each of them, at the server.
  test.each([
    ['spec', 'blocked'],
    ['chromium', 'blocked'],
    ['firefox', 'blocked'],
    ['webkitgtk', 'opaque'],
  ] as const)('same-site for a page at localhost and a host under it, %s: %s', (engine, result) => {
    const response = answer({ 'Cross-Origin-Resource-Policy': 'same-site' })
    const asked = exchange({ url: SAME_SITE, mode: 'no-cors' }, response)
    expect(one(asked, { engine, page: 'http://localhost:5173/' }).result).toBe(result)
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
