import type Koa from 'koa'
import * as v from 'valibot'
import { clientName } from '../client-name.ts'
import type { Deps } from '../deps.ts'
import { hashToken, newToken } from '../opaque-tokens.ts'
import type { Settings } from '../settings/settings.ts'
import { sessionRow } from '../store/rows.ts'
import type { Session } from '../store/store.ts'
import type { Credential } from './credential.ts'
import { koaSessionCredential } from './koa-session.ts'

/** How often a session in use is written anew, in milliseconds: not at every request. */
const USE_RESOLUTION = 1000

/** The id of the session in the cookie, the session itself in the store. */
export function sessionCookie(app: Koa, settings: Settings, deps: Deps): Credential {
  const { now } = deps
  const { sessions } = deps.store

  return {
    ...koaSessionCredential(app, settings.cookie, deps, 'sid', {
      // The id is random and unguessable, so a signature would add nothing.
      signed: false,
      genid: newToken,
      store: { get: use, set: keep, destroy: (id: string) => sessions.end(hashToken(id)) },
    }),

    async begin(ctx, { username }) {
      // A new id at login (OWASP ASVS 5, 7.2.4): one that somebody else knew before is worth nothing after
      // it. `regenerate` keeps what the session held, so that goes first.
      ctx.session = {}
      await ctx.session?.regenerate()
      const session = { username, client: clientName(ctx.get('User-Agent')), began: now(), used: now() }
      ctx.session = { ...session, expires: expiry(session) }
      return {}
    },

    sessions: {
      async list(ctx, { username }) {
        const found = await sessions.ofUser(username)
        return found.map(({ hash, session }) => ({ id: hash, ...session, current: isCurrent(ctx, hash) }))
      },
      async end(ctx, { username }, hash) {
        const session = await sessions.get(hash)
        if (session?.username !== username) return false
        await sessions.end(hash)
        if (isCurrent(ctx, hash)) ctx.session = null
        return true
      },
      async endAll(ctx, { username }) {
        await sessions.endAll(username)
        ctx.session = null
      },
    },
  }

  function expiry({ began, used }: Pick<Session, 'began' | 'used'>): number {
    const { idleLifetime, absoluteLifetime } = settings.session
    return Math.min(used + idleLifetime * 1000, began + absoluteLifetime * 1000)
  }

  /** The session of an id; that it is used puts off its end. */
  async function use(id: string): Promise<Session | undefined> {
    const session = await sessions.get(hashToken(id))
    if (!session || now() - session.used < USE_RESOLUTION) return session
    const used = { ...session, used: now() }
    const renewed = { ...used, expires: expiry(used) }
    await sessions.renew(hashToken(id), renewed)
    return renewed
  }

  /** koa-session also saves the empty session that it has just regenerated: there is nothing to keep in it. */
  async function keep(id: string, data: object): Promise<void> {
    if ('username' in data) await sessions.put(hashToken(id), v.parse(sessionRow, data))
  }
}

const isCurrent = ({ session }: Koa.Context, hash: string) =>
  session?.externalKey !== undefined && hashToken(session.externalKey) === hash
