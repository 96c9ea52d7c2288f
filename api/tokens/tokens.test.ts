import { describe, expect, it } from 'vitest'
import { apiWith, clientOf, ID, keys, login, newKey } from '../test/api.ts'
import { testClock } from '../test/clock.ts'
import { CLOCK_TOLERANCE } from './tokens.ts'

const json = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString())

/** A client with a bearer token, and the token taken apart. */
async function loggedIn(settings: object = {}, deps: Parameters<typeof apiWith>[1] = {}) {
  const client = clientOf(apiWith({ credential: 'bearer', ...settings }, deps))
  await client.request(login)
  const [header, payload] = (client.token ?? '').split('.')
  return { client, header: json(header), claims: json(payload) }
}

const me = { path: '/me' }

describe.each(['HS256', 'RS256'] as const)('an access token of %s', (algorithm) => {
  it('says in its header how it is to be read', async () => {
    const { header } = await loggedIn({ token: { algorithm } })
    expect(header).toEqual({ alg: algorithm, typ: 'at+jwt', kid: keys[algorithm].kid })
  })

  it('says whose it is, for whom, and for how long', async () => {
    const { now } = testClock()
    const { claims } = await loggedIn({ token: { algorithm, accessLifetime: 60 } }, { now })
    const seconds = now() / 1000
    expect(claims).toEqual({
      iss: 'with-credentials',
      aud: ID,
      sub: 'ada',
      name: 'Ada',
      role: 'user',
      sid: expect.stringMatching(/^[\w-]{36,}$/),
      iat: seconds,
      nbf: seconds,
      exp: seconds + 60,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('has an id of its own, and is of the same login when it is renewed', async () => {
    const client = clientOf(apiWith({ credential: 'bearer', token: { algorithm } }))
    const { refreshToken } = (await client.request(login)).body
    const first = json(client.token?.split('.')[1])
    await client.request({ method: 'POST', path: '/refresh', body: { refreshToken: String(refreshToken) } })
    const second = json(client.token?.split('.')[1])
    expect(second.jti).not.toBe(first.jti)
    expect(second.sid).toBe(first.sid)
  })

  it.each([
    { after: 59, status: 200 },
    { after: 60 + CLOCK_TOLERANCE, status: 401 },
    { after: -1 - CLOCK_TOLERANCE, status: 401 },
  ])('that lives 60 seconds is answered $status after $after seconds', async ({ after, status }) => {
    const clock = testClock()
    const { client } = await loggedIn({ token: { algorithm, accessLifetime: 60 } }, { now: clock.now })
    clock.pass(after)
    expect(await client.request(me)).toMatchObject({ status })
  })
})

describe.each(['HS256', 'RS256'] as const)('when the key of %s is rotated', (algorithm) => {
  it('the last key’s tokens are accepted, those of the one before it are not, and new ones name the new key', async () => {
    const ring = [await newKey(algorithm)] as const
    const [next, last] = [await newKey(algorithm), await newKey(algorithm)]
    const rotations = [ring, [next, ...ring], [last, next]] as const
    let rotation: 0 | 1 | 2 = 0
    const { client } = await loggedIn({ token: { algorithm } }, { tokenKeys: () => rotations[rotation] })
    const first = client.token
    rotation = 1
    expect(await client.request(me)).toMatchObject({ status: 200 })
    await client.request(login)
    expect(json(client.token?.split('.')[0]).kid).toBe(next.kid)
    rotation = 2
    expect(await client.request(me)).toMatchObject({ status: 200 })
    client.token = first
    expect(await client.request(me)).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('(kid)') },
    })
  })
})

describe('the revocation list', () => {
  const rows = (['bearer', 'jwt-cookie'] as const).flatMap((credential) => [
    { credential, revocationList: false, status: 200 },
    { credential, revocationList: true, status: 401 },
  ])

  it.each(rows)(
    '$revocationList: a copy of the token of $credential is answered $status after the logout',
    async ({ credential, revocationList, status }) => {
      const client = clientOf(apiWith({ credential, token: { revocationList } }))
      const { refreshToken } = (await client.request(login)).body
      const copies = { token: client.token, cookies: [...client.cookies] }
      const body = credential === 'bearer' ? { body: { refreshToken: String(refreshToken) } } : {}
      expect(await client.request({ method: 'POST', path: '/logout', ...body })).toMatchObject({
        status: 204,
      })
      client.token = copies.token
      for (const [name, value] of copies.cookies) client.cookies.set(name, value)
      const answer = await client.request(me)
      expect(answer.status).toBe(status)
      if (status === 401) expect(answer.body.detail).toContain('revoked')
    },
  )

  it.each(['bearer', 'jwt-cookie'])('leaves the token of another login of %s alone', async (credential) => {
    const api = apiWith({ credential, token: { revocationList: true } })
    const [one, other] = [clientOf(api), clientOf(api)]
    const { refreshToken } = (await one.request(login)).body
    await other.request(login)
    const body = credential === 'bearer' ? { body: { refreshToken: String(refreshToken) } } : {}
    await one.request({ method: 'POST', path: '/logout', ...body })
    expect(await other.request(me)).toMatchObject({ status: 200 })
  })
})

describe('GET /.well-known/jwks.json', () => {
  const rows = [
    { credential: 'bearer', algorithm: 'RS256', kids: [keys.RS256.kid] },
    { credential: 'jwt-cookie', algorithm: 'RS256', kids: [keys.RS256.kid] },
    { credential: 'bearer', algorithm: 'HS256', kids: [] },
    { credential: 'session-cookie', algorithm: 'RS256', kids: [] },
  ]
  const ask = { path: '/.well-known/jwks.json' }

  it.each(rows)(
    'names $kids.length keys with $credential and $algorithm',
    async ({ credential, algorithm, kids }) => {
      const answer = await clientOf(apiWith({ credential, token: { algorithm } })).request(ask)
      expect(answer).toMatchObject({
        status: 200,
        headers: { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=60' },
        body: { keys: kids.map((kid) => ({ kid })) },
      })
    },
  )

  it('holds public members alone', async () => {
    const { body } = await clientOf(apiWith({ credential: 'bearer', token: { algorithm: 'RS256' } })).request(
      ask,
    )
    expect(body.keys).toEqual([
      { kty: 'RSA', use: 'sig', alg: 'RS256', kid: keys.RS256.kid, n: expect.any(String), e: 'AQAB' },
    ])
  })

  it('names the key before the newest too', async () => {
    const ring = [await newKey('RS256'), await newKey('RS256')] as const
    const api = apiWith({ credential: 'bearer', token: { algorithm: 'RS256' } }, { tokenKeys: () => ring })
    expect((await clientOf(api).request(ask)).body.keys).toMatchObject(ring.map(({ kid }) => ({ kid })))
  })

  it('is public even where authentication comes before CORS', async () => {
    const cors = { policy: 'authentication-first' }
    expect(await clientOf(apiWith({ credential: 'bearer', cors })).request(ask)).toMatchObject({
      status: 200,
    })
  })
})
