import type Koa from 'koa'
import koaSession, { type CreateSessionOptions } from 'koa-session'
import { allowSecureCookies, cookieAttributes, cookieName } from '../cookies.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings/settings.ts'
import type { Session } from '../store/store.ts'
import type { Credential } from './credential.ts'

/** What koa-session adds to the context; set to null, the session ends. */
interface WithSession {
  get session(): KoaSession | null
  set session(value: object | null)
}

interface KoaSession extends Partial<Session> {
  /** The id in the cookie, where there is a store. */
  readonly externalKey?: string
  regenerate(): Promise<void>
}

declare module 'koa' {
  interface ExtendableContext extends WithSession {}
}

/** What koa-session is told beside the cookie. */
type Options = Omit<CreateSessionOptions, 'key'>

/** What both uses of koa-session have in common. @param holds what the cookie holds, in its name */
export function koaSessionCredential(
  app: Koa,
  settings: Settings['cookie'],
  { id, users }: Deps,
  holds: string,
  options: Options,
): Omit<Credential, 'begin'> {
  const attributes = cookieAttributes(settings)
  const key = cookieName(settings, holds, id)
  const maxAge = attributes.maxAge ?? ('session' as const)
  const challenge = `Cookie realm="with-credentials", cookie-name="${key}"`
  return {
    middleware: [allowSecureCookies, koaSession({ ...attributes, ...options, maxAge, key }, app)],
    challenge,
    // An id tells one login from another; a session that lies in the cookie itself tells whose it is, and since when.
    ambient: (ctx) =>
      options.store
        ? ctx.cookies.get(key, { signed: false })
        : ctx.session?.username && `${ctx.session.username} ${ctx.session.began}`,
    async identify(ctx) {
      if (ctx.session?.username !== undefined) return users.find(ctx.session.username)
      if (!ctx.cookies.get(key, { signed: false })) return undefined
      throw new Problem(401, 'The session of this cookie is not known here, or has ended: log in again.', {
        headers: { 'WWW-Authenticate': challenge },
      })
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
