import { allowSecureCookies, cookieAttributes, cookieName } from '../cookies.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings/settings.ts'
import { createTokens, TokenError } from '../tokens.ts'
import { type Credential, publicUser } from './credential.ts'
import { createRefresh } from './refresh.ts'

/** The token in a cookie: the browser keeps and sends it, the server needs no store to check it. */
export function jwtCookie(settings: Settings, deps: Deps): Credential {
  const { accessLifetime } = settings.token
  const attributes = { ...cookieAttributes(settings.cookie), signed: false }
  const accessName = cookieName(settings.cookie, 'jwt', deps.id)
  const refreshName = cookieName(settings.cookie, 'refresh', deps.id)
  const challenge = `Cookie realm="with-credentials", cookie-name="${accessName}"`
  const refused = (detail: string) => new Problem(401, detail, { headers: { 'WWW-Authenticate': challenge } })
  const tokens = createTokens(settings.token, deps.tokenKeys, deps.id)
  const refresh = createRefresh(deps, settings.token, challenge)

  return {
    middleware: [allowSecureCookies],
    challenge,
    identify(ctx) {
      const token = ctx.cookies.get(accessName, { signed: false })
      if (!token) return undefined
      try {
        return deps.users.find(tokens.verify(token).sub)
      } catch (error) {
        if (error instanceof TokenError) throw refused(error.message)
        throw error
      }
    },
    async begin(ctx, user) {
      ctx.cookies.set(accessName, tokens.issue(user), attributes)
      ctx.cookies.set(refreshName, await refresh.begin(user), attributes)
      return { expiresIn: accessLifetime }
    },
    async refresh(ctx) {
      const old = ctx.cookies.get(refreshName, { signed: false })
      if (!old) throw refused('No refresh token came along: log in again.')
      const { user, token } = await refresh.rotate(ctx, old)
      ctx.cookies.set(accessName, tokens.issue(user), attributes)
      ctx.cookies.set(refreshName, token, attributes)
      return { user: publicUser(user), expiresIn: accessLifetime }
    },
    async end(ctx) {
      const token = ctx.cookies.get(refreshName, { signed: false })
      if (token) await refresh.end(token)
      for (const name of [accessName, refreshName]) ctx.cookies.set(name, null, attributes)
    },
  }
}
