import type Koa from 'koa'
import type { Deps } from '../deps.ts'
import { hashToken } from '../opaque-tokens.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings/settings.ts'
import type { User } from '../users.ts'
import { createRefreshTokens } from './refresh-tokens.ts'
import { rotated } from './rotation.ts'
import { sameClient } from './same-client.ts'

/** Issues refresh tokens and exchanges each for a new one. */
export interface Refresh {
  /** A first refresh token, after a login, and what names that login. */
  begin(user: User): Promise<{ login: string; token: string }>
  /** Uses a token up and gives the next. A token that comes a second time ends its whole family. */
  rotate(ctx: Koa.Context, token: string): Promise<{ user: User; login: string; token: string }>
  /** Ends the family of a token, if there is one. */
  end(token: string): Promise<void>
  /** Ends the family of a login, if there is one. */
  endLogin(login: string): Promise<void>
}

/**
 * Refresh tokens with rotation and reuse detection (RFC 9700, 4.14.2). Because a token names its family, the
 * store keeps one small thing for each login, however many tokens descend from it. A successor lives no
 * longer than the first token (OAuth 2.0 for Browser-Based Applications, draft 27, 6.3.2.3).
 */
export function createRefresh(
  { store, users, now, cookieKeys }: Deps,
  { refreshLifetime, refreshGrace }: Settings['token'],
  challenge: string,
): Refresh {
  const { refreshFamilies: families } = store
  const tokens = createRefreshTokens(cookieKeys)
  const refused = (detail: string) => new Problem(401, detail, { headers: { 'WWW-Authenticate': challenge } })

  return {
    async begin({ username }) {
      const { id, token } = tokens.issue()
      const expires = now() + refreshLifetime * 1000
      await families.add(hashToken(id), { username, expires, live: [hashToken(token)], used: [] })
      return { login: hashToken(id), token }
    },

    async rotate(ctx, token) {
      const id = tokens.familyOf(token)
      const use = { hash: hashToken(token), client: sameClient(ctx, token), at: now() }
      // Whoever was slower than another server sees what that one did, and judges again.
      for (;;) {
        const found = id && (await families.get(hashToken(id)))
        const user = found && users.find(found.family.username)
        if (!user) throw refused('The refresh token is not known here, or has expired: log in again.')
        const { token: next } = tokens.issue(id)
        const family = rotated(found.family, use, hashToken(next), refreshGrace * 1000)
        if (!family) {
          await families.end(hashToken(id))
          throw refused(
            'This refresh token was used before: all tokens of its login have been ended. Log in again.',
          )
        }
        if (await families.replace(hashToken(id), found.version, family)) {
          return { user, login: hashToken(id), token: next }
        }
      }
    },

    async end(token) {
      const id = tokens.familyOf(token)
      if (id) await families.end(hashToken(id))
    },
    endLogin: (login) => families.end(login),
  }
}
