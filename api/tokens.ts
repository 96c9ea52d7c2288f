import { type KeyObject, randomUUID } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Settings } from './settings/settings.ts'
import type { Role, User } from './users.ts'

/** The keys that sign and verify access tokens, by algorithm. */
export interface TokenKeys {
  HS256: { signing: KeyObject; verifying: KeyObject }
  RS256: { signing: KeyObject; verifying: KeyObject }
}

/** What an access token says of its bearer. */
export interface Claims {
  sub: string
  name: string
  role: Role
}

function isClaims(payload: unknown): payload is Claims {
  if (typeof payload !== 'object' || payload === null) return false
  if (!('sub' in payload && 'name' in payload && 'role' in payload)) return false
  const { sub, name, role } = payload
  return typeof sub === 'string' && typeof name === 'string' && (role === 'user' || role === 'admin')
}

/** Why an access token was refused, in words for the client. */
export class TokenError extends Error {
  override name = 'TokenError'
}

export interface Tokens {
  issue(user: User): string
  /** @throws TokenError that says what is wrong with the token. */
  verify(token: string): Claims
}

const ISSUER = 'with-credentials'

/**
 * JSON Web Tokens (RFC 7519) of one API. The algorithm is pinned by the settings and never taken from
 * the token's header (RFC 8725, 3.1); the audience keeps the tokens of two APIs apart (RFC 8725, 3.9).
 */
export function createTokens(settings: Settings['token'], keys: TokenKeys, audience: string): Tokens {
  const { algorithm, accessLifetime } = settings
  const { signing, verifying } = keys[algorithm]
  const check = { algorithms: [algorithm], issuer: ISSUER, audience }
  return {
    issue: ({ username, name, role }) =>
      jwt.sign({ name, role }, signing, {
        algorithm,
        issuer: ISSUER,
        audience,
        subject: username,
        expiresIn: accessLifetime,
        jwtid: randomUUID(),
      }),
    verify(token) {
      try {
        const payload = jwt.verify(token, verifying, check)
        if (isClaims(payload)) return payload
      } catch (error) {
        throw new TokenError(reason(error))
      }
      throw new TokenError('The token does not carry the claims that this API issues.')
    },
  }
}

function reason(error: unknown): string {
  if (error instanceof jwt.TokenExpiredError) return 'The token has expired: refresh it or log in again.'
  if (error instanceof jwt.NotBeforeError) return 'The token is not valid yet.'
  const words = error instanceof jwt.JsonWebTokenError ? WORDS[error.message] : undefined
  return words ?? 'The token was not issued by this API.'
}

/** The library's messages that deserve better words. */
const WORDS: Record<string, string> = {
  'jwt malformed': 'The token is not a JSON Web Token: it needs three parts with dots between.',
  'invalid token': 'The token is not a JSON Web Token: a part of it cannot be decoded.',
  'invalid signature': 'The token’s signature does not match: it was changed or signed with another key.',
  'jwt signature is required': 'The token is not signed.',
  'invalid algorithm': 'The token is signed with another algorithm than this API uses.',
}
