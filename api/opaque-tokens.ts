import { createHash, randomBytes } from 'node:crypto'

/** A random, meaningless text of 256 bits: more than the 128 that OWASP ASVS 5, 7.2.3 asks for. */
export const newToken = () => randomBytes(32).toString('base64url')

/** The form in which a random token is kept: whoever reads the store cannot use what stands there. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
