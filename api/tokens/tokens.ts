import { type KeyObject, randomUUID } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Settings } from '../settings/settings.ts'
import type { Clock } from '../store/store.ts'
import { readToken, TokenError } from './read-token.ts'
import { type Algorithm, type Check, type Claims, ISSUER, verifyToken } from './verify-token.ts'

/** A key that signs and verifies access tokens, with the name (`kid`) that its tokens carry. */
export interface TokenKey {
  kid: string
  signing: KeyObject
  verifying: KeyObject
}

/**
 * The keys of an algorithm, the newest first: it signs, and all of them verify. Asked for at every use,
 * because keys are rotated while the API runs.
 */
export type TokenKeys = (algorithm: Algorithm) => readonly [TokenKey, ...TokenKey[]]

export interface Tokens {
  /** @param sid the login that the token comes of */
  issue(user: { username: string; name: string; role: Claims['role'] }, sid: string): string
  /** @throws TokenError that says what is wrong with the token. */
  verify(token: string): Claims
  /** Like `verify`, but a token that has expired is as good: it still tells which login it came of. */
  verifyEvenExpired(token: string): Claims
}

/** Issuer and verifier read one clock here, and each second of tolerance would prolong every token by one. */
export const CLOCK_TOLERANCE = 0

/** Access tokens of one API: JSON Web Tokens (RFC 7519) in the profile of RFC 9068. */
export function createTokens(
  { algorithm, accessLifetime }: Settings['token'],
  keys: TokenKeys,
  audience: string,
  now: Clock,
): Tokens {
  return {
    issue({ username, name, role }, sid) {
      const [{ kid, signing }] = keys(algorithm)
      const iat = Math.floor(now() / 1000)
      return jwt.sign({ name, role, sid, iat, nbf: iat }, signing, {
        algorithm,
        header: { alg: algorithm, typ: 'at+jwt', kid },
        issuer: ISSUER,
        audience,
        subject: username,
        expiresIn: accessLifetime,
        jwtid: randomUUID(),
      })
    },
    verify: (token) => verify(token, {}),
    verifyEvenExpired: (token) => verify(token, { ignoreExpiration: true }),
  }

  function verify(token: string, options: Partial<Check>): Claims {
    const { alg, kid } = readToken(token)
    if (alg !== algorithm)
      throw new TokenError(`The token is signed with another algorithm than ${algorithm}.`)
    // The name is compared with those of the keys that exist, never used to look for one (RFC 8725, 3.10).
    const key = keys(algorithm).find((key) => key.kid === kid)
    if (!key)
      throw new TokenError('The token names a key (kid) that is not, or no longer, in use: log in again.')
    const check = { algorithm, audience, now: now(), clockTolerance: CLOCK_TOLERANCE, ...options }
    return verifyToken(token, key.verifying, check)
  }
}
