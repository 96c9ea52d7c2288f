import { createHash, randomBytes } from 'node:crypto'

/** A refresh token: random, meaningless, known to the server by its hash alone. */
export function newRefreshToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** The form in which a random token is kept: whoever reads the store cannot use what stands there. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
