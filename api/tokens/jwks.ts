import type Koa from 'koa'
import type { Settings } from '../settings/settings.ts'
import type { TokenKeys } from './tokens.ts'

/** For how many seconds whoever verifies tokens may keep the key set: so long a new key may be unknown to them. */
const MAX_AGE = 60

/**
 * The public keys with which others verify this API's tokens, as a JWK Set (RFC 7517, 5). A secret of
 * HS256 both verifies and signs, so it is never in the set: the set is then empty.
 */
export function jwks({ credential, token }: Settings, keys: TokenKeys): Koa.Middleware {
  const isPublic = token.algorithm === 'RS256' && (credential === 'bearer' || credential === 'jwt-cookie')
  return function jwks(ctx) {
    ctx.set('Cache-Control', `public, max-age=${MAX_AGE}`)
    ctx.type = 'application/jwk-set+json'
    ctx.body = JSON.stringify({ keys: isPublic ? keys('RS256').map(publicKey) : [] })
  }
}

function publicKey({ kid, verifying }: ReturnType<TokenKeys>[number]) {
  const { kty, n, e } = verifying.export({ format: 'jwk' })
  return { kty, use: 'sig', alg: 'RS256', kid, n, e }
}
