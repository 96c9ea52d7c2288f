import type Koa from 'koa'
import type { Session } from '../store/store.ts'
import type { User } from '../users.ts'

/** A way to prove who is asking: how it begins at login, is recognized, renewed and ended. */
export interface Credential {
  /** What runs before the routes, at every request. */
  middleware: Koa.Middleware[]
  /** The challenge of a 401 (RFC 9110, 11.6.1). */
  challenge: string
  /**
   * What came along because the browser adds it by itself, and a foreign page can thus ride on: a text
   * that tells this login from every other. Undefined where nothing did.
   */
  ambient(ctx: Koa.Context): string | undefined
  /** Who is asking, or undefined where no credential came along. @throws Problem 401 where one did, but is no good. */
  identify(ctx: Koa.Context): Promise<User | undefined>
  /** Makes the client known as this user. @returns what the answer's body says beside the user */
  begin(ctx: Koa.Context, user: User): Promise<object>
  /** Renews what was begun. @returns what the answer's body says */
  refresh(ctx: Koa.Context): Promise<object>
  /** Ends what was begun; ending nothing is no error. */
  end(ctx: Koa.Context): Promise<void>
  /** What the user has begun elsewhere too; missing where the server keeps nothing of it. */
  sessions?: OwnSessions
}

/** A user's own sessions, for the user to look through and end. */
export interface OwnSessions {
  list(ctx: Koa.Context, user: User): Promise<OwnSession[]>
  /** Ends one; false where the user has none of that id. */
  end(ctx: Koa.Context, user: User, id: string): Promise<boolean>
  /** Ends all, the present one included. */
  endAll(ctx: Koa.Context, user: User): Promise<void>
}

/** One session as its user sees it. */
export interface OwnSession extends Session {
  /** Names it, and proves nothing: it is no credential. */
  id: string
  /** Whether it is the one that asks. */
  current: boolean
}

/** What a client may know of a user. */
export const publicUser = ({ username, name, role }: User) => ({ username, name, role })
