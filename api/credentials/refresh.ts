import { randomUUID } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { hashToken, newRefreshToken } from '../opaque-tokens.ts'
import { Problem } from '../problem.ts'
import type { User } from '../users.ts'

/** Issues refresh tokens and exchanges each for a new one, once. */
export interface Refresh {
  /** A first refresh token, after a login, and what names that login. */
  begin(user: User): Promise<{ login: string; token: string }>
  /** Uses a token up and gives the next. A token that comes a second time ends its whole family. */
  rotate(token: string): Promise<{ user: User; login: string; token: string }>
  /** Ends the family of a token, if there is one. */
  end(token: string): Promise<void>
  /** Ends the family of a login, if there is one. */
  endLogin(login: string): Promise<void>
}

/** Refresh tokens with rotation and reuse detection (RFC 9700, 4.14.2). @param lifetime in seconds */
export function createRefresh({ store, users, now }: Deps, lifetime: number, challenge: string): Refresh {
  const { refreshTokens } = store

  async function add(username: string, family: string): Promise<string> {
    const { token, hash } = newRefreshToken()
    await refreshTokens.add({ hash, family, username, expires: now() + lifetime * 1000 })
    return token
  }

  const refused = (detail: string) => new Problem(401, detail, { headers: { 'WWW-Authenticate': challenge } })

  return {
    async begin({ username }) {
      const login = randomUUID()
      return { login, token: await add(username, login) }
    },
    async rotate(token) {
      const use = await refreshTokens.use(hashToken(token))
      if (use.outcome === 'reused') {
        await refreshTokens.endFamily(use.family)
        throw refused(
          'This refresh token was used before: all tokens of its login have been ended. Log in again.',
        )
      }
      if (use.outcome === 'expired') throw refused('The refresh token has expired: log in again.')
      const user = 'username' in use ? users.find(use.username) : undefined
      if (!('username' in use) || !user) throw refused('The refresh token is not known here: log in again.')
      return { user, login: use.family, token: await add(user.username, use.family) }
    },
    async end(token) {
      const use = await refreshTokens.use(hashToken(token))
      if ('family' in use) await refreshTokens.endFamily(use.family)
    },
    endLogin: (login) => refreshTokens.endFamily(login),
  }
}
