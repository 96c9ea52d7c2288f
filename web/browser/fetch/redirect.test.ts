import { describe, expect, test } from 'vitest'
import { ALLOWED, answer, CROSS_SITE, exchange, one, PAGE, run, withHeader } from '../testing.ts'

const OTHER_ORIGIN = 'http://api.app.localhost:4000/c/1'
const PAGE_ORIGIN = new URL(PAGE).origin

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
  // Seen in each: from https://app.localhost to http hosts, with a header and a PUT, with 302 and 307, preflights allowed and refused.
  test.each([
    { engine: 'webkitgtk', header: 'X-Test', url: CROSS_SITE, preflight: true, blockedBy: 'MixedContent' },
    { engine: 'webkitgtk', header: 'Accept', url: CROSS_SITE, preflight: false, blockedBy: 'MixedContent' },
    { engine: 'chromium', header: 'X-Test', url: CROSS_SITE, preflight: true, blockedBy: null },
    { engine: 'firefox', header: 'X-Test', url: CROSS_SITE, preflight: true, blockedBy: null },
    {
      engine: 'spec',
      header: 'X-Test',
      url: 'http://api.example.com/',
      preflight: false,
      blockedBy: 'MixedContent',
    },
  ] as const)(
    'from https with $header to $url in $engine: preflight $preflight, $blockedBy',
    ({ engine, header, url, preflight, blockedBy }) => {
      const page = 'https://app.localhost:5443/'
      const allowed = answer({
        'Access-Control-Allow-Origin': new URL(page).origin,
        'Access-Control-Allow-Headers': 'x-test',
      })
      const redirects = [{ preflight: allowed, response: allowed }]
      const request = { url: page, ...withHeader(header, '1') }
      const outcome = one(exchange(request, answer({ Location: url }, 302), { redirects }), { engine, page })
      expect(outcome).toMatchObject({ sent: true, preflight, blockedBy })
    },
  )
  // Seen in each: after 302 and 303, POST and PUT; with text/plain in none.
  test.each([
    { engine: 'firefox', type: 'application/json', preflight: true },
    { engine: 'webkitgtk', type: 'application/json', preflight: true },
    { engine: 'chromium', type: 'application/json', preflight: false },
    { engine: 'spec', type: 'application/json', preflight: false },
    { engine: 'firefox', type: 'text/plain', preflight: false },
  ] as const)(
    'a POST of $type that becomes a GET, in $engine: preflight $preflight',
    ({ engine, type, preflight }) => {
      const request = { url: PAGE, method: 'POST', ...withHeader('Content-Type', type) }
      const allowed = answer({
        'Access-Control-Allow-Origin': PAGE_ORIGIN,
        'Access-Control-Allow-Headers': 'content-type',
      })
      const redirects = [{ preflight: allowed, response: allowed }]
      const outcome = one(exchange(request, answer({ Location: OTHER_ORIGIN }, 303), { redirects }), {
        engine,
      })
      expect(outcome).toMatchObject({ preflight, result: 'readable' })
    },
  )
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
  // Seen in Chromium 156, Firefox ESR 153 and WebKitGTK 2.50, at the server.
  test.each([
    ['spec', '', { preflight: false, result: 'readable' }],
    ['chromium', '', { preflight: false, result: 'readable' }],
    ['firefox', '', { preflight: true, result: 'readable' }],
    ['webkitgtk', '', { preflight: true, result: 'blocked' }],
    ['webkitgtk', 'authorization', { preflight: true, result: 'readable' }],
  ] as const)('Authorization on its way to another origin, %s, allowed: %j', (engine, allowed, came) => {
    const preflight = answer({
      ...Object.fromEntries(ALLOWED.headers),
      ...(allowed && { 'Access-Control-Allow-Headers': allowed }),
    })
    const outcome = one(
      exchange({ url: `${PAGE}here`, headers: [['Authorization', 'x']] }, to(CROSS_SITE), {
        redirects: [{ preflight, response: ALLOWED }],
      }),
      { engine },
    )
    expect(outcome).toMatchObject(came)
  })
  // Seen in the same three, at the server: both answers of the second hop, and what the script got.
  test.each([
    ['spec', 'null', 'null', null],
    ['spec', PAGE_ORIGIN, 'null', 'PreflightAllowOriginMismatch'],
    ['chromium', 'null', 'null', null],
    ['webkitgtk', 'null', 'null', null],
    ['firefox', 'null', 'null', 'PreflightAllowOriginMismatch'],
    ['firefox', PAGE_ORIGIN, 'null', null],
    ['firefox', PAGE_ORIGIN, PAGE_ORIGIN, 'AllowOriginMismatch'],
  ] as const)(
    'PUT on to another origin, %s, preflight allows %s, answer %s',
    (engine, first, second, blockedBy) => {
      const allows = (origin: string) => ({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': 'PUT',
      })
      const outcome = one(
        exchange({ url: OTHER_ORIGIN, method: 'PUT', credentials: 'omit' }, to(CROSS_SITE, 307), {
          preflight: answer(allows(PAGE_ORIGIN)),
          redirects: [{ preflight: answer(allows(first)), response: answer(allows(second)) }],
        }),
        { engine },
      )
      expect(outcome.blockedBy).toBe(blockedBy)
    },
  )
  // Seen in Chromium 156 and Firefox ESR 153.
  test.each([
    ['chromium', true],
    ['firefox', false],
  ] as const)('what a preflight on the way allows counts later too, %s: asked again %s', (engine, asked) => {
    const allows = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'PUT',
      'Access-Control-Max-Age': '600',
    }
    const put = { method: 'PUT', credentials: 'omit' } as const
    const preflight = answer(allows)
    const [, second] = run(
      [
        exchange({ url: OTHER_ORIGIN, ...put }, answer({ ...allows, Location: CROSS_SITE }, 307), {
          preflight,
          redirects: [{ preflight, response: answer(allows) }],
        }),
        exchange({ url: CROSS_SITE, ...put }, answer(allows), { preflight }),
      ],
      { engine },
    )
    expect(second?.preflight).toBe(asked)
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
