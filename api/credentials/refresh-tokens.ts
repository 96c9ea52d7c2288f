import { createHmac, timingSafeEqual } from 'node:crypto'
import { newToken } from '../opaque-tokens.ts'

/** Refresh tokens as text: to which family they belong, a secret, and a signature over both. */
export interface RefreshTokens {
  /** A new token of a family; left out, of a new one. */
  issue(family?: string): { id: string; token: string }
  /** The id of the family of a token; undefined where it was not issued here. */
  familyOf(token: string): string | undefined
}

const PART = newToken().length

/**
 * A token says to which family it belongs, as the implementation note in RFC 9700, 4.14.2 suggests. The
 * signature that it asks for then keeps everybody from ending a family with a token that was made up.
 * @param keys sign and verify, the newest first
 */
export function createRefreshTokens(keys: readonly string[]): RefreshTokens {
  const sign = (key: string, text: string) =>
    createHmac('sha256', key).update(`refresh-token:${text}`).digest('base64url')
  const matches = (one: string, other: string) =>
    one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

  return {
    issue(id = newToken()) {
      const text = id + newToken()
      return { id, token: text + sign(keys[0] ?? '', text) }
    },
    familyOf(token) {
      const [text, signature] = [token.slice(0, 2 * PART), token.slice(2 * PART)]
      return keys.some((key) => matches(signature, sign(key, text))) ? token.slice(0, PART) : undefined
    },
  }
}
