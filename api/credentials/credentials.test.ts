import { describe, expect, it } from 'vitest'
import { adminLogin, apiWith, clientOf, login } from '../test/api.ts'
import type { Role } from '../users.ts'

const credentials = [
  { credential: 'session-cookie' },
  { credential: 'session-in-cookie' },
  { credential: 'jwt-cookie', token: { algorithm: 'HS256' } },
  { credential: 'jwt-cookie', token: { algorithm: 'RS256' } },
  { credential: 'bearer', token: { algorithm: 'HS256' } },
  { credential: 'bearer', token: { algorithm: 'RS256' } },
].map((settings) => ({
  name: [settings.credential, settings.token?.algorithm].filter(Boolean).join(' '),
  settings,
}))

const nobody = { status: 401, body: { title: 'Unauthorized' } }

describe.each(credentials)('$name', ({ settings }) => {
  const story = [
    { does: 'asks who it is before a login', request: { path: '/me' }, expect: nobody },
    {
      does: 'logs in',
      request: login,
      expect: { status: 200, body: { user: { username: 'ada', role: 'user' } } },
    },
    {
      does: 'asks who it is',
      request: { path: '/me' },
      expect: {
        status: 200,
        body: { username: 'ada', name: 'Ada', balance: 1000, credential: settings.credential },
      },
    },
    { does: 'asks for what is not for its role', request: { path: '/admin' }, expect: { status: 403 } },
    ...(['POST', 'PUT', 'PATCH'] as const).map((method, index) => ({
      does: `transfers by ${method}`,
      request: { method, path: '/transfers', body: { to: 'grace', amount: 100 } },
      expect: { status: 201, body: { to: 'grace', amount: 100, balance: 900 - 100 * index } },
    })),
    {
      does: 'transfers by a form',
      request: {
        method: 'POST' as const,
        path: '/transfers',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'to=barbara&amount=50',
      },
      expect: { status: 201, body: { balance: 650 } },
    },
    {
      does: 'transfers more than it has',
      request: { method: 'POST' as const, path: '/transfers', body: { to: 'grace', amount: 651 } },
      expect: { status: 409 },
    },
    { does: 'sees its balance', request: { path: '/me' }, expect: { status: 200, body: { balance: 650 } } },
  ]

  it(`${story.map(({ does }) => does).join(', ')}, and is nobody after logging out`, async () => {
    const client = clientOf(apiWith(settings))
    let refreshToken: unknown
    for (const { does, request, expect: expected } of story) {
      const answer = await client.request(request)
      refreshToken ??= answer.body.refreshToken
      expect({ does, ...answer }).toMatchObject({ does, ...expected })
    }
    const body = settings.credential === 'bearer' ? { body: { refreshToken } } : {}
    expect(await client.request({ method: 'POST', path: '/logout', ...body })).toMatchObject({ status: 204 })
    expect(client.cookies.size).toBe(0)
    client.token = undefined
    expect(await client.request({ path: '/me' })).toMatchObject(nobody)
  })

  it('lets an admin see what is for admins', async () => {
    const client = clientOf(apiWith(settings))
    await client.request(adminLogin)
    expect(await client.request({ path: '/admin' })).toMatchObject({
      status: 200,
      body: { users: [{ username: 'ada' }, { username: 'barbara' }, { username: 'grace' }] },
    })
  })

  it.each([
    { who: 'nobody', status: 401, challenged: true },
    { who: 'a user', request: login, status: 403, challenged: false },
    { who: 'an admin', request: adminLogin, status: 200, challenged: false },
  ])('answers $status to $who who asks for what is for admins', async ({ request, status, challenged }) => {
    const client = clientOf(apiWith(settings))
    if (request) await client.request(request)
    const answer = await client.request({ path: '/admin' })
    expect(answer.status).toBe(status)
    // A 403 has no challenge: other credentials would be another person.
    expect('www-authenticate' in answer.headers).toBe(challenged)
    if (status !== 200) expect(answer.body.users).toBeUndefined()
  })

  it('goes by the role that a user has now, not by that of the login', async () => {
    let role: Role = 'admin'
    const user = () => ({ username: 'ada', name: 'Ada', passwordHash: '', role })
    const users = { find: user, all: () => [user()], authenticate: async () => user() }
    const client = clientOf(apiWith(settings, { users }))
    await client.request(login)
    expect(await client.request({ path: '/admin' })).toMatchObject({ status: 200 })
    role = 'user'
    expect(await client.request({ path: '/admin' })).toMatchObject({ status: 403 })
  })

  it('names its challenge in a 401', async () => {
    const answer = await clientOf(apiWith(settings)).request({ path: '/me' })
    const scheme = settings.credential === 'bearer' ? 'Bearer' : 'Cookie'
    expect(answer.headers['www-authenticate']).toMatch(new RegExp(`^${scheme} realm="with-credentials"`))
  })
})

describe.each([
  { credential: 'session-cookie', cookie: 'sid-test' },
  { credential: 'session-in-cookie', cookie: 'session-test' },
])('$credential', ({ credential, cookie }) => {
  it('tells a cookie that is no good from none', async () => {
    const client = clientOf(apiWith({ credential }))
    const detail = async () => (await client.request({ path: '/me' })).body.detail
    expect(await detail()).toMatch(/no credential came/)
    client.cookies.set(cookie, 'made-up')
    expect(await detail()).toMatch(/not known here, or has ended/)
  })

  it('has nothing to refresh', async () => {
    const client = clientOf(apiWith({ credential }))
    await client.request(login)
    expect(await client.request({ method: 'POST', path: '/refresh' })).toMatchObject({ status: 404 })
  })
})

describe.each(['session-in-cookie', 'jwt-cookie', 'bearer'])('%s', (credential) => {
  it.each([
    ['GET', '/sessions'],
    ['DELETE', '/sessions'],
    ['DELETE', '/sessions/any'],
  ] as const)('has no sessions that the server keeps, to %s %s', async (method, path) => {
    const client = clientOf(apiWith({ credential }))
    await client.request(login)
    expect(await client.request({ method, path })).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('keeps no sessions') },
    })
  })
})
