import * as v from 'valibot'
import { bodyAs } from '../body.ts'
import type { Deps } from '../deps.ts'
import type { Settings } from '../settings/settings.ts'
import { TokenError } from '../tokens/read-token.ts'
import { createAccess } from './access.ts'
import { bearerToken, CHALLENGE, invalidToken } from './authorization.ts'
import { type Credential, publicUser } from './credential.ts'
import { createRefresh } from './refresh.ts'

const refreshBody = v.strictObject({
  refreshToken: v.pipe(
    v.string('Expected the refresh token, as text.'),
    v.maxLength(200, 'Longer than any refresh token.'),
  ),
})

/** A token in the Authorization header (RFC 6750); the client keeps it and sends it by itself. */
export function bearer(settings: Settings, deps: Deps): Credential {
  const { accessLifetime } = settings.token
  const access = createAccess(settings, deps)
  const refresh = createRefresh(deps, settings.token, CHALLENGE)

  return {
    middleware: [],
    challenge: CHALLENGE,
    // The browser adds no Authorization header by itself, so there is nothing that a foreign page could ride on.
    ambient: () => undefined,
    async identify(ctx) {
      const token = bearerToken(ctx)
      if (token === undefined) return undefined
      try {
        return await access.identify(token)
      } catch (error) {
        if (error instanceof TokenError) throw invalidToken(error.message)
        throw error
      }
    },
    async begin(_ctx, user) {
      const { login, token } = await refresh.begin(user)
      return pair(access.issue(user, login), token)
    },
    async refresh(ctx) {
      const { user, login, token } = await refresh.rotate(ctx, bodyAs(ctx, refreshBody).refreshToken)
      return { user: publicUser(user), ...pair(access.issue(user, login), token) }
    },
    async end(ctx) {
      const token = bearerToken(ctx)
      await refresh.end(bodyAs(ctx, refreshBody).refreshToken)
      if (token !== undefined) await access.revoke(token)
    },
  }

  function pair(accessToken: string, refreshToken: string) {
    return { accessToken, tokenType: 'Bearer', expiresIn: accessLifetime, refreshToken }
  }
}
