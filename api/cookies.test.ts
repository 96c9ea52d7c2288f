import { describe, expect, it } from 'vitest'
import { apiWith, clientOf, login } from './test/api.ts'

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
        'path=/; expires=60 s; domain=app.localhost; samesite=none; secure; httponly; partitioned',
      ],
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

/** Koa writes Max-Age as a date, which is put back into seconds from now. */
function nameAndAttributes(line: string): [string, string] {
  const [, name = '', attributes = ''] = /^([^=]+)=[^;]+; (.*)$/.exec(line) ?? []
  const seconds = (date: string) => Math.round((Date.parse(date) - Date.now()) / 10_000) * 10
  return [name, attributes.replace(/expires=([^;]+)/, (_, date: string) => `expires=${seconds(date)} s`)]
}
