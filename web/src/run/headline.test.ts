import { describe, expect, it } from 'vitest'
import type { WireEvent } from '../../../api/lab/interface.ts'
import type { Got } from '../client/recorder.ts'
import type { ActionName } from './action.ts'
import { got, request, seen } from './fixtures.ts'
import { headline, type Told } from './headline.ts'

const blocked: Got = { kind: 'blocked', error: 'TypeError: Failed to fetch' }
const opaque: Got = { kind: 'opaque' }

function told(
  name: ActionName,
  text: string,
  result: Got,
  server: WireEvent | null,
  preflight: WireEvent | null = null,
): Told {
  return { name, exchanges: [{ script: request(text, result), server, preflight, settled: true }] }
}

const set: [string, string][] = [['Set-Cookie', 'sid-k7=a…; SameSite=Lax']]
const login = told(
  'login',
  'POST /login',
  got(200, { user: { name: 'Ada' } }),
  seen('POST /login', { headers: set }),
)
const stranger = told(
  'me',
  'GET /me',
  got(401, { detail: 'Nobody is logged in.' }),
  seen('GET /me', { status: 401 }),
)

const rows: [title: string, mark: string, press: Told[], sentence: RegExp][] = [
  [
    'The answer was kept from your script; the server did the work',
    'stop',
    [
      told(
        'transfer',
        'POST /transfers',
        blocked,
        seen('POST /transfers', { status: 201, cookies: ['sid-k7'] }),
      ),
    ],
    /`POST \/transfers` arrived with `sid-k7` and was answered 201\./,
  ],
  [
    'The answer was kept from your script: it was a 401',
    'stop',
    [told('me', 'GET /me', blocked, seen('GET /me', { status: 401 }))],
    /arrived without a cookie or a token and was answered 401/,
  ],
  [
    'The preflight was answered 401, so `POST /transfers` was never sent',
    'stop',
    [
      told(
        'transfer',
        'POST /transfers',
        blocked,
        null,
        seen('OPTIONS /transfers for POST', { status: 401 }),
      ),
    ],
    /It asked for `POST`\./,
  ],
  [
    'The preflight was answered 204, yet `POST /login` was never sent',
    'stop',
    [told('login', 'POST /login', blocked, null, seen('OPTIONS /login for POST', { status: 204 }))],
    /Your script got `TypeError: Failed to fetch`\./,
  ],
  [
    'The preflight got no answer, so `POST /login` was never sent',
    'stop',
    [told('login', 'POST /login', blocked, null, seen('OPTIONS /login for POST', { unanswered: true }))],
    /Failed to fetch/,
  ],
  [
    'Nothing reached the API',
    'stop',
    [told('me', 'GET /me', blocked, null)],
    /Neither a preflight nor `GET \/me`/,
  ],
  [
    '`GET /me` arrived, but its answer never went out',
    'stop',
    [told('me', 'GET /me', blocked, seen('GET /me', { unanswered: true }))],
    /Failed to fetch/,
  ],
  [
    'The answer is opaque to your script; the server did the work',
    'stop',
    [told('me', 'GET /me', opaque, seen('GET /me', { authorization: 'Bearer e…' }))],
    /arrived with a bearer token and was answered 200/,
  ],
  [
    'Who am I: 401, the API does not know you',
    'stop',
    [login, stranger],
    /`POST \/login` was answered 200 with `sid-k7`/,
  ],
  ['Who am I: 401, the API does not know you', 'stop', [stranger], /The API says: Nobody is logged in\./],
  [
    'Who am I: 200, you are Ada',
    'pass',
    [login, told('me', 'GET /me', got(200, { name: 'Ada' }), seen('GET /me', { cookies: ['sid-k7'] }))],
    /arrived with `sid-k7`\.$/,
  ],
  ['Log in: 200, the API greets Ada', 'pass', [login], /sets `sid-k7`.*no page can see/],
  [
    'Log out: 204, you are logged out',
    'pass',
    [told('logout', 'POST /logout', got(204), seen('POST /logout'))],
    /arrived/,
  ],
  [
    'The answer was kept from your script; the server did the work',
    'stop',
    [told('login', 'POST /login', blocked, seen('POST /login')), stranger],
    /POST \/login/,
  ],
]

describe('headline', () => {
  it.each(rows)('%s (%s)', (title, mark, press, sentence) => {
    const said = headline(press)
    expect(said).toMatchObject({ title, mark })
    expect(said?.sentences.join(' ')).toMatch(sentence)
  })

  it('remembers the login of an earlier press', () => {
    expect(headline([stranger], [login])?.sentences).toContain(
      '`POST /login` was answered 200 with `sid-k7`.',
    )
  })

  it('says that a cookie is taken back', () => {
    const headers: [string, string][] = [['Set-Cookie', 'sid-k7=; expires=Thu, 01 Jan 1970 00:00:00 GMT']]
    const logout = told('logout', 'POST /logout', got(204), seen('POST /logout', { headers }))
    expect(headline([logout])?.sentences).toContain('The answer takes `sid-k7` back.')
  })

  it('tells the action, not the refresh that came of it', () => {
    const exchanges = [
      ['GET /me', 401],
      ['POST /refresh', 200],
      ['GET /me', 200],
    ] as const
    const said = headline([
      {
        name: 'me',
        exchanges: exchanges.map(([text, status]) => ({
          script: request(text, got(status, { name: 'Ada' })),
          server: seen(text, { status }),
          preflight: null,
          settled: true,
        })),
      },
    ])
    expect(said?.title).toBe('Who am I: 200, you are Ada')
    expect(said?.sentences).toContain('The client had met a 401 and asked for new tokens: 200.')
  })

  it('is null while nothing has a result', () => {
    const script = { ...request('GET /me', opaque), got: null, duration: null }
    expect(headline([])).toBeNull()
    expect(
      headline([{ name: 'me', exchanges: [{ script, server: null, preflight: null, settled: false }] }]),
    ).toBeNull()
  })
})
