import type { Deps } from '../deps.ts'
import type { Settings } from '../settings/settings.ts'
import { publishedKeys } from '../tokens/published-secret.ts'
import { TokenError } from '../tokens/read-token.ts'
import { createTokens } from '../tokens/tokens.ts'
import type { User } from '../users.ts'

/** Issues access tokens, and knows people by them, wherever the client carries them. */
export interface Access {
  /** @param login the login that the token comes of */
  issue(user: User, login: string): string
  /** Whose token this is. @throws TokenError */
  identify(token: string): Promise<User>
  /** The login that a token came of, also after it has expired; undefined where it was never issued here. */
  loginOf(token: string): string | undefined
  /** Puts a token on the revocation list, where there is one, until it expires by itself. */
  revoke(token: string): Promise<void>
}

export function createAccess({ token: settings }: Settings, deps: Deps): Access {
  const { revokedTokens } = deps.store
  const keys = settings.secret === 'published' ? publishedKeys(deps.tokenKeys) : deps.tokenKeys
  const tokens = createTokens(settings, keys, deps.id, deps.now)

  return {
    issue: (user, login) => tokens.issue(user, login),
    async identify(token) {
      const { sub, jti } = tokens.verify(token)
      if (settings.revocationList && (await revokedTokens.has(jti))) {
        throw new TokenError('The token was revoked by a logout: log in again.')
      }
      const user = deps.users.find(sub)
      if (!user) throw new TokenError('The token is for a user who is not here any more.')
      return user
    },
    loginOf: (token) => attempt(() => tokens.verifyEvenExpired(token))?.sid,
    async revoke(token) {
      const claims = attempt(() => tokens.verify(token))
      if (settings.revocationList && claims) await revokedTokens.add(claims.jti, claims.exp * 1000)
    },
  }
}

/** What a verification gives, or undefined where it refuses the token. */
function attempt<T>(verify: () => T): T | undefined {
  try {
    return verify()
  } catch (error) {
    if (error instanceof TokenError) return undefined
    throw error
  }
}
