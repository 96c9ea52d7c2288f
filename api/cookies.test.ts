import { describe, expect, it } from 'vitest'
import { apiWith, clientOf, login, type TestRequest } from './test/api.ts'

/** The attributes that follow the name and the value. */
const rows: { cookie: object; credential?: string; lines: [name: string, attributes: string][] }[] = [
  { cookie: {}, lines: [['sid-test', 'path=/; samesite=none; secure; httponly; partitioned']] },
  {
    cookie: { sameSite: 'Lax', partitioned: false },
    lines: [['sid-test', 'path=/; samesite=lax; secure; httponly']],
  },
  {
    cookie: { sameSite: 'Strict', secure: false, partitioned: false },
    lines: [['sid-test', 'path=/; samesite=strict; httponly']],
  },
  {
    cookie: { sameSite: 'unset', secure: false, partitioned: false, httpOnly: false },
    lines: [['sid-test', 'path=/']],
  },
  {
    cookie: { prefix: '__Host-' },
    lines: [['__Host-sid-test', 'path=/; samesite=none; secure; httponly; partitioned']],
  },
  {
    cookie: { prefix: '__Secure-' },
    lines: [['__Secure-sid-test', 'path=/; samesite=none; secure; httponly; partitioned']],
  },
  {
    cookie: { domain: 'app.localhost' },
    lines: [['sid-test', 'path=/; domain=app.localhost; samesite=none; secure; httponly; partitioned']],
  },
  { cookie: { path: '/x' }, lines: [['sid-test', 'path=/x; samesite=none; secure; httponly; partitioned']] },
  {
    cookie: { maxAge: 60 },
    lines: [['sid-test', 'path=/; expires=60 s; samesite=none; secure; httponly; partitioned']],
  },
  {
    cookie: { sameSite: 'Lax' },
    credential: 'session-in-cookie',
    lines: [
      ['session-test', 'path=/; samesite=lax; secure; httponly; partitioned'],
      ['session-test.sig', 'path=/; samesite=lax; secure; httponly; partitioned'],
    ],
  },
  {
    cookie: { domain: 'app.localhost', maxAge: 60 },
    credential: 'jwt-cookie',
    lines: [
      [
        'jwt-test',
        'path=/; expires=60 s; domain=app.localhost; samesite=none; secure; httponly; partitioned',
      ],
      [
        'refresh-test',
        'path=/refresh; expires=60 s; domain=app.localhost; samesite=none; secure; httponly; partitioned',
      ],
    ],
  },
  {
    cookie: { prefix: '__Host-' },
    credential: 'jwt-cookie',
    lines: [
      ['__Host-jwt-test', 'path=/; samesite=none; secure; httponly; partitioned'],
      ['__Host-refresh-test', 'path=/; samesite=none; secure; httponly; partitioned'],
    ],
  },
  { cookie: {}, credential: 'bearer', lines: [] },
]

describe('Set-Cookie', () => {
  it.each(rows.map((row) => ({ credential: 'session-cookie', ...row, name: JSON.stringify(row.cookie) })))(
    '$credential with $name',
    async ({ cookie, credential, lines }) => {
      const answer = await clientOf(apiWith({ credential, cookie })).request(login)
      expect([answer.headers['set-cookie'] ?? []].flat().map(nameAndAttributes)).toEqual(lines)
    },
  )
})

describe('no cookie is longer than the 4,096 bytes that browsers keep (RFC 6265bis, 5.6):', () => {
  const credentials = [
    { credential: 'session-cookie' },
    { credential: 'session-in-cookie' },
    { credential: 'jwt-cookie', token: { algorithm: 'RS256' } },
  ]
  it.each(credentials)('$credential', async (settings) => {
    const cookie = { prefix: '__Secure-' }
    const client = clientOf(apiWith({ ...settings, cookie, csrf: { protection: 'double-submit' } }))
    await client.request(login)
    await client.request({ path: '/csrf' })
    const sizes = [...client.cookies].map(([name, value]) => name.length + value.length)
    expect(sizes.length).toBeGreaterThan(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4096)
  })
})

describe('a logout', () => {
  const cookies = [
    {},
    { httpOnly: false, sameSite: 'Lax', partitioned: false },
    { domain: 'app.localhost', path: '/x', maxAge: 60 },
    { prefix: '__Host-' },
  ]
  it.each(
    ['session-cookie', 'session-in-cookie', 'jwt-cookie'].flatMap((credential) =>
      cookies.map((cookie) => ({ credential, cookie, name: JSON.stringify(cookie) })),
    ),
  )(
    'takes $credential back with the attributes that it was set with: $name',
    async ({ credential, cookie }) => {
      const client = clientOf(apiWith({ credential, cookie }))
      const lines = async (request: TestRequest) =>
        [(await client.request(request)).headers['set-cookie'] ?? []].flat()
      const set = (await lines(login)).map(nameAndAttributes)
      const taken = await lines({ method: 'POST', path: '/logout' })
      const withoutEnd = (attributes: string) => attributes.replace(/ expires=[^;]+;/, '')
      expect(taken.every((line) => line.includes('expires=Thu, 01 Jan 1970'))).toBe(true)
      expect(taken.map(nameAndAttributes).map(([name, rest]) => [name, withoutEnd(rest)])).toEqual(
        set.map(([name, rest]) => [name, withoutEnd(rest)]),
      )
    },
  )
})

/** Koa writes Max-Age as a date, which is put back into seconds from now. */
function nameAndAttributes(line: string): [string, string] {
  const [, name = '', attributes = ''] = /^([^=]+)=[^;]*; (.*)$/.exec(line) ?? []
  const seconds = (date: string) => Math.round((Date.parse(date) - Date.now()) / 10_000) * 10
  return [name, attributes.replace(/expires=([^;]+)/, (_, date: string) => `expires=${seconds(date)} s`)]
}
