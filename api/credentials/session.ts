import type Koa from 'koa'
import koaSession from 'koa-session'
import { allowSecureCookies, cookieAttributes, cookieName } from '../cookies.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings/settings.ts'
import type { Sessions } from '../store/store.ts'
import type { Credential } from './credential.ts'

/** What koa-session adds to the context: null ends the session. */
interface WithSession {
  session: { username?: string; regenerate(): Promise<void> } | null
}

declare module 'koa' {
  interface ExtendableContext extends WithSession {}
}

/** How long the store keeps a session whose cookie has no Max-Age. */
const ONE_DAY = 24 * 60 * 60 * 1000

/** The id of the session in the cookie, the session itself in the store. */
export function sessionCookie(app: Koa, settings: Settings, deps: Deps): Credential {
  // The id is random and unguessable, so a signature would add nothing.
  return session(app, settings, deps, 'sid', { signed: false, store: forKoa(deps.store.sessions) })
}

/** The session itself in the cookie: koa-session's default. It is signed, so it cannot be changed, but it can be read. */
export function sessionInCookie(app: Koa, settings: Settings, deps: Deps): Credential {
  app.keys = deps.cookieKeys
  return session(app, settings, deps, 'session', { signed: true })
}

type KoaSessionOptions = { signed: boolean; store?: ReturnType<typeof forKoa> }

function session(
  app: Koa,
  settings: Settings,
  { id, users }: Deps,
  holds: string,
  options: KoaSessionOptions,
): Credential {
  const attributes = cookieAttributes(settings.cookie)
  const key = cookieName(settings.cookie, holds, id)
  const koaSessionOptions = {
    ...attributes,
    maxAge: attributes.maxAge ?? ('session' as const),
    key,
    ...options,
  }
  return {
    middleware: [allowSecureCookies, koaSession(koaSessionOptions, app)],
    challenge: `Cookie realm="with-credentials", cookie-name="${key}"`,
    // An id tells one login from another; a session that lies in the cookie itself tells whose it is.
    ambient: (ctx) => (options.store ? ctx.cookies.get(key, { signed: false }) : ctx.session?.username),
    async identify(ctx) {
      return ctx.session?.username === undefined ? undefined : users.find(ctx.session.username)
    },
    async begin(ctx, user) {
      // A new id at login: one that somebody else knew before is worth nothing after it.
      await ctx.session?.regenerate()
      if (ctx.session) ctx.session.username = user.username
      return {}
    },
    async refresh() {
      throw new Problem(
        404,
        'A session is not refreshed: it lives on the server or in its cookie until it ends.',
      )
    },
    async end(ctx) {
      ctx.session = null
    },
  }
}

/** The store in the form that koa-session calls. */
function forKoa(sessions: Sessions) {
  return {
    get: (id: string) => sessions.get(id),
    set: (id: string, data: Record<string, unknown>, maxAge: number | string) =>
      sessions.set(id, data, typeof maxAge === 'number' ? maxAge : ONE_DAY),
    destroy: (id: string) => sessions.destroy(id),
  }
}
