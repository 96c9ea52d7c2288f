import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { apiWith, clientOf, login, type TestRequest } from './test/api.ts'

const json = { 'content-type': 'application/json' }
const post = (path: string, body: object | string, headers: Record<string, string> = json): TestRequest => ({
  method: 'POST',
  path,
  body,
  headers,
})

interface Row {
  name: string
  request: TestRequest
  status: number
  /** The fields that the problem names. */
  fields?: string[]
}

const rows: Row[] = [
  { name: 'JSON cut off', request: post('/login', '{"username": "ada"'), status: 400 },
  { name: 'JSON that is no object', request: post('/login', '"ada"'), status: 400 },
  { name: 'a JSON list', request: post('/login', '[]'), status: 422, fields: [''] },
  {
    name: 'no body',
    request: { method: 'POST', path: '/login' },
    status: 422,
    fields: ['username', 'password'],
  },
  {
    name: 'a password that is missing',
    request: post('/login', { username: 'ada' }),
    status: 422,
    fields: ['password'],
  },
  {
    name: 'a username that is a number',
    request: post('/login', { username: 1, password: 'x' }),
    status: 422,
    fields: ['username'],
  },
  {
    name: 'a field too many',
    request: post('/login', { ...login.body, admin: true }),
    status: 422,
    fields: ['admin'],
  },
  {
    name: 'a prototype in JSON',
    request: post('/login', '{"username":"ada","password":"x","__proto__":{"a":1}}'),
    status: 400,
  },
  {
    name: 'a username of 2,000 characters',
    request: post('/login', { username: 'a'.repeat(2000), password: 'x' }),
    status: 422,
    fields: ['username'],
  },
  {
    name: 'a wrong password',
    request: post('/login', { username: 'ada', password: 'LOVELACE' }),
    status: 401,
  },
  {
    name: 'an unknown user',
    request: post('/login', { username: 'eve', password: 'lovelace' }),
    status: 401,
  },
  {
    name: 'text',
    request: post('/login', '{"username":"ada"}', { 'content-type': 'text/plain' }),
    status: 415,
  },
  { name: 'XML', request: post('/login', '<a/>', { 'content-type': 'application/xml' }), status: 415 },
  {
    name: 'a report, a JSON type that needs no preflight',
    request: post('/login', '{}', { 'content-type': 'application/csp-report' }),
    status: 415,
  },
  {
    name: 'an unknown content encoding',
    request: post('/login', '{}', { ...json, 'content-encoding': 'x-zip' }),
    status: 415,
  },
  {
    name: 'gzip that is none',
    request: post('/login', 'abc', { ...json, 'content-encoding': 'gzip' }),
    status: 400,
  },
  {
    name: 'gzip that unpacks to 10 MiB',
    request: post('/login', gzipSync(`"${'a'.repeat(10 * 1024 * 1024)}"`), {
      ...json,
      'content-encoding': 'gzip',
    }),
    status: 413,
  },
  {
    name: 'JSON of 65 KiB',
    request: post('/login', JSON.stringify({ username: 'a'.repeat(65 * 1024) })),
    status: 413,
  },
  {
    name: 'a form of 65 KiB',
    request: post('/login', `username=${'a'.repeat(65 * 1024)}`, {
      'content-type': 'application/x-www-form-urlencoded',
    }),
    status: 413,
  },
  { name: 'an unknown address', request: { path: '/nothing' }, status: 404 },
  { name: 'another method', request: { method: 'DELETE', path: '/me' }, status: 405 },
  { name: 'a CSRF token that nobody asks for', request: { path: '/csrf' }, status: 404 },
  {
    name: 'an Authorization header of another scheme',
    request: { path: '/me', headers: { authorization: 'Basic YTpi' } },
    status: 401,
  },
  {
    name: 'an Authorization header without a token',
    request: { path: '/me', headers: { authorization: 'Bearer' } },
    status: 401,
  },
  {
    name: 'a refresh token that is a number',
    request: post('/refresh', { refreshToken: 7 }),
    status: 422,
    fields: ['refreshToken'],
  },
  { name: 'no refresh token', request: post('/refresh', {}), status: 422, fields: ['refreshToken'] },
]

const transfers: Row[] = [
  { name: 'nobody as receiver', request: post('/transfers', { amount: 1 }), status: 422, fields: ['to'] },
  {
    name: 'an unknown receiver',
    request: post('/transfers', { to: 'eve', amount: 1 }),
    status: 422,
    fields: ['to'],
  },
  {
    name: 'oneself as receiver',
    request: post('/transfers', { to: 'ada', amount: 1 }),
    status: 422,
    fields: ['to'],
  },
  ...[0, -1, 1.5, 1e9, '1e3', 'ten', null, true].map((amount) => ({
    name: `the amount ${JSON.stringify(amount)}`,
    request: post('/transfers', { to: 'grace', amount: amount ?? null }),
    status: 422,
    fields: ['amount'],
  })),
  { name: 'more than there is', request: post('/transfers', { to: 'grace', amount: 1001 }), status: 409 },
]

function expectProblem(
  answer: Awaited<ReturnType<ReturnType<typeof clientOf>['request']>>,
  { status, fields }: Row,
) {
  expect(answer).toMatchObject({
    status,
    body: { status, title: expect.any(String), detail: expect.stringMatching(/\.$/) },
  })
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(JSON.stringify(answer.body)).not.toMatch(/\\n *at |node:|node_modules|lovelace|LOVELACE/)
  if (fields)
    expect(answer.body.errors).toMatchObject(fields.map((field) => ({ field, detail: expect.any(String) })))
}

describe('the API answers with a problem', () => {
  it.each(rows)('$status to $name', async (row) => {
    expectProblem(await clientOf(apiWith({ credential: 'bearer' })).request(row.request), row)
  })

  it.each(transfers)('$status to a transfer with $name, and nothing is moved', async (row) => {
    const client = clientOf(apiWith({ credential: 'bearer' }))
    await client.request(login)
    expectProblem(await client.request(row.request), row)
    expect(await client.request({ path: '/me' })).toMatchObject({ body: { balance: 1000 } })
  })

  it('never to a POST without a body, such as a browser’s logout', async () => {
    const client = clientOf(apiWith({ credential: 'session-cookie' }))
    const answer = await client.request({
      method: 'POST',
      path: '/logout',
      headers: { 'content-length': '0' },
    })
    expect(answer.status).toBe(204)
  })
})
