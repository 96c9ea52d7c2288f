import { describe, expect, it } from 'vitest'
import { cookiesSet, pair } from './exchange.ts'
import { got, request, seen } from './fixtures.ts'

describe('pair', () => {
  const rows: [
    name: string,
    requests: string[],
    events: string[],
    expected: [number | null, number | null][],
  ][] = [
    ['nothing seen', ['POST /login'], [], [[null, null]]],
    ['a request without a preflight', ['GET /me'], ['GET /me'], [[null, 1]]],
    ['a request with its preflight', ['POST /login'], ['OPTIONS /login for POST', 'POST /login'], [[1, 2]]],
    ['a preflight alone', ['POST /login'], ['OPTIONS /login for POST'], [[1, null]]],
    ['a preflight for another method', ['PUT /transfers'], ['OPTIONS /transfers for POST'], [[null, null]]],
    ['an OPTIONS request of its own', ['GET /me'], ['OPTIONS /me', 'GET /me'], [[null, 2]]],
    [
      'a refresh between two tries',
      ['GET /me', 'POST /refresh', 'GET /me'],
      ['OPTIONS /me for GET', 'GET /me', 'OPTIONS /refresh for POST', 'POST /refresh', 'GET /me'],
      [
        [1, 2],
        [3, 4],
        [null, 5],
      ],
    ],
    [
      'a preflight for the second try only',
      ['GET /me', 'GET /me'],
      ['GET /me', 'OPTIONS /me for GET', 'GET /me'],
      [
        [null, 1],
        [2, 3],
      ],
    ],
    [
      'two blocked tries',
      ['POST /login', 'POST /login'],
      ['OPTIONS /login for POST', 'OPTIONS /login for POST'],
      [
        [1, null],
        [2, null],
      ],
    ],
  ]
  it.each(rows)('%s', (_name, requests, events, expected) => {
    const wire = events.map((event, index) => seen(event, { number: index + 1 }))
    // Events come in the order in which the requests ended, not in that of their arrival.
    const exchanges = pair(
      requests.map((one) => request(one, got(200))),
      wire.toReversed(),
      true,
    )
    expect(
      exchanges.map(({ preflight, server }) => [preflight?.number ?? null, server?.number ?? null]),
    ).toEqual(expected)
  })
})

it('cookiesSet reads names and attributes', () => {
  const event = seen('POST /login', {
    headers: [
      ['Set-Cookie', 'sid-k7=9qY…; Path=/; HttpOnly'],
      ['set-cookie', 'b=; expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      ['Vary', 'Origin'],
    ],
  })
  expect(cookiesSet(event)).toEqual([
    { name: 'sid-k7', attributes: 'Path=/; HttpOnly', ended: false },
    { name: 'b', attributes: 'expires=Thu, 01 Jan 1970 00:00:00 GMT', ended: true },
  ])
})
