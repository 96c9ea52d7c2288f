import type { KeyObject } from 'node:crypto'
import jwt from 'jsonwebtoken'
import * as v from 'valibot'
import { TokenError } from './read-token.ts'

export type Algorithm = 'HS256' | 'RS256'

/** Who issues all access tokens of the lab. */
export const ISSUER = 'with-credentials'

const claims = v.object({
  iss: v.string(),
  /** One audience, not a list: a token for several could be used at each by all the others. */
  aud: v.string(),
  sub: v.string(),
  name: v.string(),
  role: v.picklist(['user', 'admin']),
  /** The login that the token came of: its refresh tokens' family. */
  sid: v.string(),
  iat: v.number(),
  nbf: v.number(),
  exp: v.number(),
  jti: v.string(),
})

/** What an access token says of its bearer; times in seconds since 1970. */
export type Claims = v.InferOutput<typeof claims>

/** What a token is held against. */
export interface Check {
  /** Pinned by who verifies, never taken from the token (RFC 8725, 3.1). */
  algorithm: Algorithm
  /** Keeps the tokens of two APIs apart (RFC 8725, 3.9). */
  audience: string
  /** Milliseconds since 1970. */
  now: number
  /** By how many seconds the issuer's clock may differ from this one. */
  clockTolerance: number
  /** Takes a token that has expired too: good to end or to renew a login, not to prove one. */
  ignoreExpiration?: boolean
}

/** Verifies the signature, then the claims. @throws TokenError */
export function verifyToken(token: string, key: KeyObject, check: Check): Claims {
  const { algorithm, audience, now, clockTolerance, ignoreExpiration = false } = check
  try {
    const payload = jwt.verify(token, key, {
      algorithms: [algorithm],
      issuer: ISSUER,
      audience,
      clockTimestamp: Math.floor(now / 1000),
      clockTolerance,
      ignoreExpiration,
    })
    const parsed = v.safeParse(claims, payload)
    if (parsed.success) return parsed.output
  } catch (error) {
    throw new TokenError(reason(error))
  }
  throw new TokenError('The token does not carry the claims that are issued here.')
}

function reason(error: unknown): string {
  if (error instanceof jwt.TokenExpiredError) return 'The token has expired: refresh it or log in again.'
  if (error instanceof jwt.NotBeforeError) return 'The token is not valid yet.'
  const message = error instanceof Error ? error.message : ''
  return WORDS.find(([start]) => message.startsWith(start))?.[1] ?? 'The token was not issued by this issuer.'
}

/** The library's messages, by their beginning, that deserve better words. */
const WORDS: [start: string, words: string][] = [
  ['invalid signature', 'The token’s signature does not match: it was changed, or signed with another key.'],
  ['invalid algorithm', 'The token is signed with another algorithm than this one’s.'],
  ['jwt audience invalid', 'The token is for another audience.'],
  ['jwt issuer invalid', 'The token is of another issuer.'],
]
