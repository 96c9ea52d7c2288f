import type Koa from 'koa'
import { allowSecureCookies, cookieAttributes, cookieName } from '../cookies.ts'
import type { Deps } from '../deps.ts'
import { mountPath } from '../mount.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings/settings.ts'
import { TokenError } from '../tokens/read-token.ts'
import type { User } from '../users.ts'
import { createAccess } from './access.ts'
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
  const access = createAccess(settings, deps)
  const refresh = createRefresh(deps, settings.token, challenge)
  const cookie = (ctx: Koa.Context, name: string) => ctx.cookies.get(name, { signed: false })

  return {
    middleware: [allowSecureCookies],
    challenge,
    ambient: (ctx) => access.loginOf(cookie(ctx, accessName) ?? '') ?? cookie(ctx, refreshName),
    async identify(ctx) {
      const token = cookie(ctx, accessName)
      if (!token) return undefined
      try {
        return await access.identify(token)
      } catch (error) {
        if (error instanceof TokenError) throw refused(error.message)
        throw error
      }
    },
    async begin(ctx, user) {
      const { login, token } = await refresh.begin(user)
      setCookies(ctx, user, login, token)
      return { expiresIn: accessLifetime }
    },
    async refresh(ctx) {
      const old = cookie(ctx, refreshName)
      if (!old) throw refused('No refresh token came along: log in again.')
      const { user, login, token } = await refresh.rotate(ctx, old)
      setCookies(ctx, user, login, token)
      return { user: publicUser(user), expiresIn: accessLifetime }
    },
    async end(ctx) {
      // The refresh token stays away from here by its Path: the access token tells which login ends.
      const token = cookie(ctx, accessName) ?? ''
      const login = access.loginOf(token)
      if (login !== undefined) await refresh.endLogin(login)
      await access.revoke(token)
      ctx.cookies.set(accessName, null, attributes)
      ctx.cookies.set(refreshName, null, forRefresh(ctx))
    },
  }

  function setCookies(ctx: Koa.Context, user: User, login: string, refreshToken: string): void {
    ctx.cookies.set(accessName, access.issue(user, login), attributes)
    ctx.cookies.set(refreshName, refreshToken, forRefresh(ctx))
  }

  /** Only /refresh needs the refresh token, so it goes nowhere else. `__Host-` asks for the Path /. */
  function forRefresh(ctx: Koa.Context) {
    return settings.cookie.prefix === '__Host-'
      ? attributes
      : { ...attributes, path: `${mountPath(ctx.req)}/refresh` }
  }
}
