import { createSecretKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { PUBLISHED_SECRET } from '../settings/credential.ts'
import { apiWith, clientOf, ID, keys, login } from '../test/api.ts'
import { good, publicOf, type Target } from '../test/forge-token.ts'
import { attacks } from '../test/token-attacks.ts'

const target = (algorithm: Target['algorithm']): Target => ({
  algorithm,
  key: keys[algorithm],
  audience: ID,
  publicKey: publicOf(keys.RS256),
})

const carriers = (['bearer', 'jwt-cookie'] as const).flatMap((credential) =>
  (['HS256', 'RS256'] as const).map((algorithm) => ({ credential, algorithm })),
)

describe.each(carriers)('$credential, $algorithm', ({ credential, algorithm }) => {
  const ask = (token: string) =>
    clientOf(apiWith({ credential, token: { algorithm } })).request({
      path: '/me',
      headers:
        credential === 'bearer' ? { authorization: `Bearer ${token}` } : { cookie: `jwt-${ID}=${token}` },
    })

  it.each(attacks)('401 with a reason: $name', async ({ token, reason }) => {
    const answer = await ask(token(target(algorithm)))
    expect(answer).toMatchObject({
      status: 401,
      body: { status: 401, detail: expect.stringMatching(reason) },
    })
    const challenge = String(answer.headers['www-authenticate'])
    if (credential === 'bearer') {
      expect(challenge).toMatch(
        /^Bearer realm="with-credentials", error="invalid_token", error_description="[ !#-[\]-~]+"$/,
      )
    } else expect(challenge).toBe(`Cookie realm="with-credentials", cookie-name="jwt-${ID}"`)
    expect(JSON.stringify(answer)).not.toMatch(/eyJ|\n *at /)
  })

  it('200 to the token that all of them started from', async () => {
    expect(await ask(good(target(algorithm)))).toMatchObject({ status: 200, body: { username: 'ada' } })
  })

  it('200 to a token that it issued itself', async () => {
    const client = clientOf(apiWith({ credential, token: { algorithm } }))
    await client.request(login)
    expect(await client.request({ path: '/me' })).toMatchObject({ status: 200 })
  })
})

describe('a secret that is published', () => {
  const secret = createSecretKey(Buffer.from(PUBLISHED_SECRET))
  const published = { kid: 'published', signing: secret, verifying: secret }
  const rows = [
    { algorithm: 'HS256', secret: 'published', status: 200 },
    { algorithm: 'HS256', secret: 'random', status: 401 },
    { algorithm: 'RS256', secret: 'published', status: 401 },
  ] as const

  it.each(rows)('signs what anybody says: $algorithm, $secret, $status', async ({ status, ...token }) => {
    const forged = good({ ...target('HS256'), key: published })
    const client = clientOf(apiWith({ credential: 'bearer', token }))
    expect(
      await client.request({ path: '/me', headers: { authorization: `Bearer ${forged}` } }),
    ).toMatchObject({
      status,
    })
  })
})
