/** Tokens put together by hand, because a library refuses to forge. */
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { TokenKey } from '../tokens/tokens.ts'
import type { Algorithm, Claims } from '../tokens/verify-token.ts'

/** What is attacked, with all that an attacker may know, and the right key for what only an issuer could do. */
export interface Target {
  algorithm: Algorithm
  key: TokenKey
  audience: string
  /** The public key of RS256, which everybody may have. */
  publicKey: KeyObject
}

export const base64url = (text: string) => Buffer.from(text).toString('base64url')

export function claimsFor({ audience }: Target): Claims {
  const now = Math.floor(Date.now() / 1000)
  const names = { iss: 'with-credentials', aud: audience, sub: 'ada', name: 'Ada', role: 'user' } as const
  return { ...names, sid: 'login', iat: now, nbf: now, exp: now + 60, jti: 'id' }
}

export const headerFor = ({ algorithm, key }: Target) => ({ alg: algorithm, typ: 'at+jwt', kid: key.kid })

/** Puts a token together; header and claims may be text, to be sent to the letter. */
export function put(
  header: object | string,
  claims: object | string,
  signer: (input: string) => Buffer,
): string {
  const text = (value: object | string) => (typeof value === 'string' ? value : JSON.stringify(value))
  const input = `${base64url(text(header))}.${base64url(text(claims))}`
  return `${input}.${signer(input).toString('base64url')}`
}

export const hmac = (key: string | Buffer | KeyObject) => (input: string) =>
  createHmac('sha256', key).update(input).digest()
export const rsa = (key: KeyObject) => (input: string) => sign('sha256', Buffer.from(input), key)
export const nothing = () => Buffer.alloc(0)
export const rightly = ({ algorithm, key }: Target) =>
  algorithm === 'HS256' ? hmac(key.signing) : rsa(key.signing)

export const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const attackersJwk = attacker.publicKey.export({ format: 'jwk' })
/** Signed by the attacker, with a key of the right kind. */
export const wrongly = ({ algorithm }: Target) =>
  algorithm === 'HS256' ? hmac('guessed') : rsa(attacker.privateKey)

/** The token that would be accepted. */
export const good = (target: Target) => put(headerFor(target), claimsFor(target), rightly(target))

type Members = Record<string, unknown>
export const withHeader = (target: Target, more: Members, signer = wrongly(target)) =>
  put({ ...headerFor(target), ...more }, claimsFor(target), signer)
/** Signed with the right key: what the check of claims alone has to refuse. */
export const withClaims = (target: Target, more: Members) =>
  put(headerFor(target), { ...claimsFor(target), ...more }, rightly(target))
/** The parts of the good token, changed. */
export const changed = (target: Target, change: (parts: [string, string, string]) => string[]) => {
  const [header = '', claims = '', signature = ''] = good(target).split('.')
  return change([header, claims, signature]).join('.')
}
/** JSON with a member that stands in it twice. */
export const twice = (value: object, member: string) => `{${member},${JSON.stringify(value).slice(1)}`
export const seconds = () => Math.floor(Date.now() / 1000)

/** The public key of a pair. */
export const publicOf = ({ signing }: TokenKey) => createPublicKey(signing)
