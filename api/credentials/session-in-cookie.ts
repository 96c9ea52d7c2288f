import type Koa from 'koa'
import type { Deps } from '../deps.ts'
import type { Settings } from '../settings/settings.ts'
import type { Credential } from './credential.ts'
import { koaSessionCredential } from './koa-session.ts'

/** The session itself in the cookie: koa-session's default. It is signed, so it cannot be changed, but it can be read. */
export function sessionInCookie(app: Koa, settings: Settings, deps: Deps): Credential {
  const { now } = deps
  const lifetime = settings.session.absoluteLifetime * 1000
  app.keys = deps.cookieKeys

  return {
    ...koaSessionCredential(app, settings.cookie, deps, 'session', {
      signed: true,
      // The server keeps nothing that it could end: whoever has copied the cookie is stopped by its age alone.
      valid: (_: Koa.Context, session: { began?: unknown }) =>
        typeof session.began === 'number' && now() < session.began + lifetime,
    }),
    async begin(ctx, { username }) {
      ctx.session = { username, began: now() }
      return {}
    },
  }
}
