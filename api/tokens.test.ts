import { createHmac, createSecretKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { apiWith, clientOf, ID, login, tokenKeys } from './test/api.ts'

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const good = { name: 'Ada', role: 'user' }
const options = { issuer: 'with-credentials', audience: ID, subject: 'ada', expiresIn: 60 }
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const otherSecret = createSecretKey(randomBytes(32))
const publicPem = tokenKeys.RS256.verifying.export({ type: 'spki', format: 'pem' }).toString()

const claims = () => ({
  ...good,
  iss: 'with-credentials',
  aud: ID,
  sub: 'ada',
  exp: Math.floor(Date.now() / 1000) + 60,
})

/** jsonwebtoken refuses to sign with a public key, so the parts are put together by hand. */
function signedWithText(key: string): string {
  const parts = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims())}`
  return `${parts}.${createHmac('sha256', key).update(parts).digest('base64url')}`
}

const signing = (algorithm: 'HS256' | 'RS256'): KeyObject => tokenKeys[algorithm].signing
const other = { HS256: otherSecret, RS256: otherRsa }

const attacks = (['HS256', 'RS256'] as const).flatMap((algorithm) => {
  const valid = () => jwt.sign(good, signing(algorithm), { ...options, algorithm })
  const wrong: [string, () => string][] = [
    [
      'with alg none and no signature',
      () => `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(claims())}.`,
    ],
    ['with alg None in another case', () => `${base64url({ alg: 'nOnE' })}.${base64url(claims())}.`],
    ['signed as HS256 with the public key', () => signedWithText(publicPem)],
    ['signed with another key', () => jwt.sign(good, other[algorithm], { ...options, algorithm })],
    [
      'signed with the key of the other algorithm',
      () => {
        const swapped = algorithm === 'HS256' ? 'RS256' : 'HS256'
        return jwt.sign(good, signing(swapped), { ...options, algorithm: swapped })
      },
    ],
    ['signed with HS512', () => jwt.sign(good, tokenKeys.HS256.signing, { ...options, algorithm: 'HS512' })],
    ['that has expired', () => jwt.sign(good, signing(algorithm), { ...options, algorithm, expiresIn: -1 })],
    [
      'that is not valid yet',
      () => jwt.sign(good, signing(algorithm), { ...options, algorithm, notBefore: 60 }),
    ],
    [
      'for another audience',
      () => jwt.sign(good, signing(algorithm), { ...options, algorithm, audience: 'other' }),
    ],
    [
      'of another issuer',
      () => jwt.sign(good, signing(algorithm), { ...options, algorithm, issuer: 'other' }),
    ],
    ['without a role', () => jwt.sign({ name: 'Ada' }, signing(algorithm), { ...options, algorithm })],
    [
      'for a user who does not exist',
      () => jwt.sign(good, signing(algorithm), { ...options, algorithm, subject: 'eve' }),
    ],
    ['with its last character cut off', () => valid().slice(0, -1)],
    ['with its signature cut off', () => valid().split('.').slice(0, 2).join('.')],
    [
      'with its claims changed',
      () => {
        const [header, , signature] = valid().split('.')
        return `${header}.${base64url({ ...claims(), role: 'admin' })}.${signature}`
      },
    ],
    ['that is no token', () => 'abc'],
    ['of three empty parts', () => '..'],
  ]
  return wrong.map(([name, token]) => ({ name, algorithm, token }))
})

describe.each(['bearer', 'jwt-cookie'] as const)('%s', (credential) => {
  it.each(attacks)(
    'refuses a token $name ($algorithm) with 401 and a reason',
    async ({ algorithm, token }) => {
      const client = clientOf(apiWith({ credential, token: { algorithm } }))
      const value = token()
      const headers: Record<string, string> =
        credential === 'bearer' ? { authorization: `Bearer ${value}` } : { cookie: `jwt-${ID}=${value}` }
      const answer = await client.request({ path: '/me', headers })
      expect(answer).toMatchObject({
        status: 401,
        body: { status: 401, detail: expect.stringMatching(/\.$/) },
      })
      expect(answer.headers['www-authenticate']).toBeTruthy()
      expect(JSON.stringify(answer.body)).not.toMatch(/eyJ|\n *at /)
    },
  )

  it.each(['HS256', 'RS256'] as const)('accepts a token that it issued itself (%s)', async (algorithm) => {
    const client = clientOf(apiWith({ credential, token: { algorithm } }))
    await client.request(login)
    expect(await client.request({ path: '/me' })).toMatchObject({ status: 200 })
  })
})
