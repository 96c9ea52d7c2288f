import { beforeAll, describe, expect, it } from 'vitest'
import type { Rehearsed, RehearsedRequest } from '../api/lab/interface.ts'
import { experiment, openTestLab, send, sendJson } from './test-lab.ts'
import { useLab } from './test-setup.ts'

const lab = useLab(openTestLab)
let page: string

beforeAll(() => {
  page = lab.current.origins.pages.http
})

const json: [string, string][] = [['content-type', 'application/json']]
const login: RehearsedRequest = {
  method: 'POST',
  path: '/login',
  headers: json,
  cookies: [],
  body: JSON.stringify({ username: 'ada', password: 'lovelace' }),
}
const me = { method: 'GET', path: '/me', headers: [], cookies: [] }
const bearer: [string, string][] = [['authorization', 'Bearer whatever']]

const cookiesOf: Record<string, string[]> = {
  'session-cookie': ['sid-next'],
  'session-in-cookie': ['session-next', 'session-next.sig'],
  'jwt-cookie': ['jwt-next'],
}
const transfer = (cookies: string[], headers: [string, string][] = []): RehearsedRequest => ({
  method: 'POST',
  path: '/transfers',
  headers: [...json, ...headers],
  cookies,
  body: '{"to":"grace","amount":9}',
})

async function rehearse(settings: object, requests: RehearsedRequest[], id = 'next'): Promise<Rehearsed> {
  const answer = await sendJson(`${page}/lab/answers`, { settings, id, requests })
  expect(answer.status).toBe(200)
  return JSON.parse(answer.text)
}

const stories: { name: string; settings: object; requests: RehearsedRequest[]; statuses: number[] }[] = [
  {
    name: 'a session cookie',
    settings: {},
    requests: [login, { ...me, cookies: ['sid-next'] }],
    statuses: [200, 200],
  },
  { name: 'no cookie', settings: {}, requests: [login, me], statuses: [200, 401] },
  {
    name: 'a session in cookies',
    settings: { credential: 'session-in-cookie' },
    requests: [login, { ...me, cookies: ['session-next', 'session-next.sig'] }],
    statuses: [200, 200],
  },
  {
    name: 'a session in a cookie without its signature',
    settings: { credential: 'session-in-cookie' },
    requests: [login, { ...me, cookies: ['session-next'] }],
    statuses: [200, 401],
  },
  {
    name: 'JWT cookies, refreshed',
    settings: { credential: 'jwt-cookie' },
    requests: [
      login,
      { ...me, method: 'POST', path: '/refresh', cookies: ['refresh-next'] },
      { ...me, cookies: ['jwt-next'] },
    ],
    statuses: [200, 200, 200],
  },
  {
    name: 'a bearer token, refreshed by JSON and by a form',
    settings: { credential: 'bearer', token: { algorithm: 'RS256' } },
    requests: [
      login,
      { ...me, headers: bearer },
      { ...me, method: 'POST', path: '/refresh', headers: json, body: '{"refreshToken":"whatever"}' },
      {
        ...me,
        method: 'POST',
        path: '/refresh',
        headers: [['content-type', 'application/x-www-form-urlencoded']],
        body: 'refreshToken=whatever',
      },
      { ...me, headers: bearer },
    ],
    statuses: [200, 200, 200, 200, 200],
  },
  ...['session-cookie', 'session-in-cookie', 'jwt-cookie'].map((credential) => ({
    name: `a CSRF token with ${credential}, where one is asked for`,
    settings: { credential, csrf: { protection: 'double-submit' } },
    requests: [
      login,
      transfer(cookiesOf[credential] ?? []),
      { ...me, path: '/csrf', cookies: cookiesOf[credential] ?? [] },
      transfer(cookiesOf[credential] ?? [], [['X-XSRF-TOKEN', 'whatever']]),
    ],
    statuses: [200, 403, 200, 201],
  })),
  {
    name: 'a CSRF token that nobody issued',
    settings: { csrf: { protection: 'double-submit' } },
    requests: [login, transfer(['sid-next'], [['X-XSRF-TOKEN', 'whatever']])],
    statuses: [200, 403],
  },
  ...[
    { credential: 'session-cookie', copy: 401 },
    { credential: 'session-in-cookie', copy: 200 },
    { credential: 'jwt-cookie', copy: 200 },
    { credential: 'jwt-cookie', token: { revocationList: true }, copy: 401 },
  ].map(({ copy, ...settings }) => ({
    name: `a logout, and a copy of what it ended: ${JSON.stringify(settings)}`,
    settings,
    requests: [
      login,
      { ...me, method: 'POST', path: '/logout', cookies: cookiesOf[settings.credential] ?? [] },
      { ...me, cookies: cookiesOf[settings.credential] ?? [] },
    ],
    statuses: [200, 204, copy],
  })),
  {
    name: 'a token that nobody issued',
    settings: { credential: 'bearer' },
    requests: [{ ...me, headers: bearer }],
    statuses: [401],
  },
]

describe('POST /lab/answers', () => {
  it.each(stories)('tells what would be answered to $name', async ({ settings, requests, statuses }) => {
    const { answers } = await rehearse(settings, requests)
    expect(answers.map(({ status }) => status)).toEqual(statuses)
  })

  it.each(['koa-cors', 'off', 'raw', 'authentication-first', 'trailing-slash', 'errors-without-cors'])(
    'tells the same status and headers as an experiment with the policy %s',
    async (policy) => {
      const settings = { cors: { policy } }
      const headers: [string, string][] = [
        ['origin', page],
        ['access-control-request-method', 'POST'],
      ]
      const { id, bases } = await experiment(page, settings)
      for (const request of [
        { ...me, method: 'OPTIONS', headers },
        { ...me, headers },
      ]) {
        const { answers } = await rehearse(settings, [request], id)
        const real = await send(`${bases['same-origin']}/me`, {
          method: request.method,
          headers: Object.fromEntries(headers),
        })
        expect(answers[0]?.status).toBe(real.status)
        expect(Object.fromEntries(answers[0]?.headers ?? [])).toMatchObject(decisive(real.headers))
      }
    },
  )

  it.each([
    { relation: 'cross-site', path: '/x/next/refresh' },
    { relation: 'same-origin', path: '/api/x/next/refresh' },
  ])('has the refresh cookie go to $path alone, $relation', async ({ relation, path }) => {
    const { answers } = await rehearse({ credential: 'jwt-cookie', relation }, [login])
    const cookies = answers[0]?.headers.flatMap(([name, value]) => (name === 'set-cookie' ? [value] : []))
    expect(cookies?.find((line) => line.startsWith('refresh-'))).toContain(`; path=${path};`)
  })

  it('names cookies after the id that is given', async () => {
    const answer = await sendJson(`${page}/lab/answers`, { settings: {}, id: 'abc234', requests: [login] })
    expect(answer.text).toContain('sid-abc234=')
  })

  it('leaves nothing behind: neither an experiment nor a balance', async () => {
    const transfer = {
      ...me,
      method: 'POST',
      path: '/transfers',
      headers: [...json, ...bearer],
      body: '{"to":"grace","amount":9}',
    }
    for (let time = 0; time < 2; time++) {
      const { answers } = await rehearse({ credential: 'bearer' }, [login, transfer])
      expect(JSON.parse(answers[1]?.body ?? '')).toMatchObject({ balance: 991 })
    }
    expect(await send(`${page}/api/x/next/me`)).toMatchObject({ status: 404 })
  })

  const bad: { name: string; body: object; field: string }[] = [
    { name: 'an unknown knob', body: { settings: { a: 1 }, requests: [] }, field: 'settings.a' },
    { name: 'no requests', body: { settings: {} }, field: 'requests' },
    {
      name: 'an unknown method',
      body: { settings: {}, requests: [{ ...me, method: 'patch' }] },
      field: 'requests.0.method',
    },
    {
      name: 'a path that is none',
      body: { settings: {}, requests: [{ ...me, path: 'me' }] },
      field: 'requests.0.path',
    },
    {
      name: 'a header with CR and LF',
      body: { settings: {}, requests: [{ ...me, headers: [['a', 'b\r\nc: d']] }] },
      field: 'requests.0.headers.0.1',
    },
    {
      name: 'a cookie’s name with a semicolon',
      body: { settings: {}, requests: [{ ...me, cookies: ['a;b'] }] },
      field: 'requests.0.cookies.0',
    },
    { name: 'too many requests', body: { settings: {}, requests: Array(33).fill(me) }, field: 'requests' },
    { name: 'an id that is none', body: { settings: {}, id: '../..', requests: [] }, field: 'id' },
  ]

  it.each(bad)('answers 422 to $name and names $field', async ({ body, field }) => {
    const answer = await sendJson(`${page}/lab/answers`, body)
    expect(answer.status).toBe(422)
    expect(answer.json()).toMatchObject({ errors: [{ field }] })
  })
})

const decisive = (headers: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^(access-control-|vary$|www-auth)/.test(name)),
  )
