import { describe, expect, test } from 'vitest'
import { ALLOWED, answer, CROSS_SITE, exchange, one, PAGE, withHeader } from '../testing.ts'

const ORIGIN = 'http://app.localhost:5173'
const OTHER_ORIGIN = 'http://api.app.localhost:4000/c/1'

describe('what throws before anything is sent', () => {
  test.each([
    [{ method: 'TRACE' }, 'ForbiddenMethod'],
    [{ method: 'connect' }, 'ForbiddenMethod'],
    [{ method: 'NO METHOD' }, 'ForbiddenMethod'],
    [{ method: 'PUT', mode: 'no-cors' as const }, 'ForbiddenMethod'],
    [withHeader('no name', '1'), 'InvalidHeader'],
    [withHeader('x', 'a\nb'), 'InvalidHeader'],
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

describe('names that JavaScript objects have by themselves are names like any other', () => {
  test.each(['constructor', '__proto__', 'valueOf'])('%s', (name) => {
    const outcome = one(
      exchange(
        { url: OTHER_ORIGIN, ...withHeader(name, '1') },
        answer([...ALLOWED.headers, ['Set-Cookie', `${name}=1`]]),
      ),
      { engine: 'chromium' },
    )
    expect(outcome).toMatchObject({ preflight: true, sent: false })
  })
})
