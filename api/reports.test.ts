import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CLOCK_TOLERANCE, createReports } from './reports.ts'
import { apiWith, clientOf, ID, keys, login, newKey, PAGE } from './test/api.ts'
import { claimsFor, good, publicOf, type Target } from './test/forge-token.ts'
import { settingsFor } from './test/settings.ts'
import { attacks } from './test/token-attacks.ts'
import { remoteKeys } from './tokens/remote-keys.ts'
import type { TokenKey } from './tokens/tokens.ts'

const NOW = Date.parse('2026-11-25T12:00:00Z')
const CHALLENGE = 'Bearer realm="with-credentials"'
const JWKS = new URL('http://api.localhost:4000/x/test/.well-known/jwks.json')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
})

const target = (key = keys.RS256): Target => ({
  algorithm: 'RS256',
  key,
  audience: ID,
  publicKey: publicOf(keys.RS256),
})

/** The real API behind the key set's address, with these keys, and the service that asks it. */
function serviceFor(ring: () => readonly [TokenKey, ...TokenKey[]], algorithm = 'RS256', cors: object = {}) {
  const api = clientOf(apiWith({ credential: 'bearer', token: { algorithm } }, { tokenKeys: ring }))
  const asked: string[] = []
  const fetch = async (url: string) => {
    asked.push(url)
    const { status, body } = await api.request({ path: '/.well-known/jwks.json' })
    return new Response(JSON.stringify(body), { status })
  }
  const settings = settingsFor({ cors })
  const service = createReports(settings.cors, { id: ID, pageOrigin: PAGE, keys: remoteKeys(JWKS, fetch) })
  const client = clientOf(service.callback())
  const ask = (token?: string, headers: Record<string, string> = {}) =>
    client.request({
      path: '/reports',
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    })
  return { api, asked, ask }
}

const current = () => [keys.RS256] as const

describe('GET /reports', () => {
  it('knows the bearer of a token that the API issued', async () => {
    const { api, ask, asked } = serviceFor(current)
    await api.request(login)
    expect(await ask(api.token)).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { username: 'ada', name: 'Ada', role: 'user', tokenExpires: '2026-11-25T12:15:00.000Z' },
    })
    expect(asked).toEqual([JWKS.href])
  })

  it.each([{ headers: {} }, { headers: { cookie: `sid-${ID}=a; jwt-${ID}=b` } }])(
    'knows nobody by $headers, and says why',
    async ({ headers }) => {
      const answer = await serviceFor(current).ask(undefined, headers)
      expect(answer).toMatchObject({ status: 401, body: { detail: expect.stringContaining('no store') } })
      expect(answer.headers['www-authenticate']).toBe(CHALLENGE)
    },
  )

  it('cannot check a token of HS256, and says why', async () => {
    const { api, ask, asked } = serviceFor(() => [keys.HS256], 'HS256')
    await api.request(login)
    const answer = await ask(api.token)
    expect(answer).toMatchObject({
      status: 401,
      body: { detail: expect.stringMatching(/HS256.*secret.*this service has none/) },
    })
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"')
    expect(asked).toEqual([])
  })

  it('accepts a token after the logout, until it expires: nobody tells it', async () => {
    const { api, ask } = serviceFor(current)
    const { refreshToken } = (await api.request(login)).body
    await api.request({ method: 'POST', path: '/logout', body: { refreshToken: String(refreshToken) } })
    expect(await ask(api.token)).toMatchObject({ status: 200 })
  })

  it.each([
    { after: 60 + CLOCK_TOLERANCE - 1, status: 200 },
    { after: 60 + CLOCK_TOLERANCE, status: 401 },
    { after: -CLOCK_TOLERANCE, status: 200 },
    { after: -CLOCK_TOLERANCE - 1, status: 401 },
  ])(
    'answers $status to a token for 60 seconds where its own clock is $after seconds on',
    async ({ after, status }) => {
      const token = good(target())
      const { exp, iat } = claimsFor(target())
      expect(exp - iat).toBe(60)
      vi.setSystemTime(NOW + after * 1000)
      expect(await serviceFor(current).ask(token)).toMatchObject({ status })
    },
  )

  it.each(['koa-cors', 'off', 'trailing-slash'])('has the experiment’s CORS policy: %s', async (policy) => {
    const api = clientOf(apiWith({ credential: 'bearer', cors: { policy } }))
    const headers = { origin: PAGE }
    const allowed = 'access-control-allow-origin'
    const expected = (await api.request({ path: '/me', headers })).headers[allowed]
    expect((await serviceFor(current, 'RS256', { policy }).ask(undefined, headers)).headers[allowed]).toBe(
      expected,
    )
  })
})

describe('GET /reports refuses', () => {
  it.each(attacks)('401 with a reason: $name', async ({ token, reason }) => {
    const answer = await serviceFor(current).ask(token(target()))
    expect(answer).toMatchObject({ status: 401, body: { detail: expect.stringMatching(reason) } })
    expect(answer.headers['www-authenticate']).toMatch(
      /^Bearer realm="with-credentials", error="invalid_token"/,
    )
    expect(JSON.stringify(answer)).not.toMatch(/eyJ|\n *at /)
  })
})

describe('the keys of the API', () => {
  it('are fetched once for all who ask at the same moment, and kept', async () => {
    const { ask, asked } = serviceFor(current)
    const token = good(target())
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(token)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    await ask(token)
    expect(asked).toHaveLength(1)
  })

  it('are fetched again for a name that is not among them, and an old one is forgotten within a minute', async () => {
    const next = await newKey('RS256')
    let ring: readonly [TokenKey, ...TokenKey[]] = current()
    const { ask, asked } = serviceFor(() => ring)
    const old = good(target())
    expect(await ask(old)).toMatchObject({ status: 200 })
    ring = [next]
    expect(await ask(good(target(next)))).toMatchObject({ status: 200 })
    expect(asked).toHaveLength(2)
    vi.setSystemTime(NOW + 59_000)
    expect(await ask(old)).toMatchObject({ status: 401 })
  })

  it('are forgotten within a minute, also where nobody names a new one', async () => {
    let ring: readonly [TokenKey, ...TokenKey[]] = current()
    const { ask } = serviceFor(() => ring)
    const old = good(target())
    expect(await ask(old)).toMatchObject({ status: 200 })
    ring = [await newKey('RS256')]
    vi.setSystemTime(NOW + 50_000)
    expect(await ask(old)).toMatchObject({ status: 200 })
    vi.setSystemTime(NOW + 60_000)
    expect(await ask(old)).toMatchObject({ status: 401, body: { detail: expect.stringContaining('(kid)') } })
  })

  it('are not fetched for every name that somebody invents', async () => {
    const { ask, asked } = serviceFor(current)
    for (let time = 0; time < 100; time++) {
      expect(await ask(good(target({ ...keys.RS256, kid: `invented-${time}` })))).toMatchObject({
        status: 401,
      })
    }
    expect(asked.length).toBeLessThanOrEqual(12)
    expect(await ask(good(target()))).toMatchObject({ status: 200 })
  })

  it.each([
    { name: 'cannot be reached', fetch: () => Promise.reject(new TypeError('refused')) },
    { name: 'answers an error', fetch: async () => new Response('{}', { status: 500 }) },
    { name: 'answers no key set', fetch: async () => new Response('[]') },
  ])('are missing while the API $name: 503, and no more', async ({ fetch }) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const service = createReports(settingsFor({}).cors, {
      id: ID,
      pageOrigin: PAGE,
      keys: remoteKeys(JWKS, fetch),
    })
    const answer = await clientOf(service.callback()).request({
      path: '/reports',
      headers: { authorization: `Bearer ${good(target())}` },
    })
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1', 'content-type': 'application/problem+json' },
      body: { detail: expect.stringContaining('try again') },
    })
    expect(JSON.stringify(log.mock.calls)).not.toContain('eyJ')
    log.mockRestore()
  })
})
