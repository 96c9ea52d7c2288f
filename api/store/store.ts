import type { RevokedTokens } from './revoked-tokens.ts'

/** What one API keeps between requests. All times are milliseconds since 1970. */
export interface Store {
  sessions: Sessions
  refreshTokens: RefreshTokens
  revokedTokens: RevokedTokens
  accounts: Accounts
}

/** How a store knows the time: `Date.now`, or a test's own. */
export type Clock = () => number

/** Sessions by id; the ids are kept hashed. */
export interface Sessions {
  get(id: string): Promise<Record<string, unknown> | undefined>
  /** Keeps a session for `lifetime` milliseconds. */
  set(id: string, data: Record<string, unknown>, lifetime: number): Promise<void>
  destroy(id: string): Promise<void>
}

export interface RefreshToken {
  hash: string
  /** All tokens that descend from one login. */
  family: string
  username: string
  /** Milliseconds since 1970. */
  expires: number
}

/** What became of an attempt to use a refresh token. */
export type RefreshUse =
  | { outcome: 'used'; family: string; username: string }
  | { outcome: 'reused'; family: string }
  | { outcome: 'expired' | 'unknown' }

export interface RefreshTokens {
  add(token: RefreshToken): Promise<void>
  /** Uses a token up. Of two attempts at the same moment, one finds it used. */
  use(hash: string): Promise<RefreshUse>
  /** Ends every token of a family. */
  endFamily(family: string): Promise<void>
}

/** Everybody's balance, in whole units of play money. */
export interface Accounts {
  balance(username: string): Promise<number>
  /** Moves money; false, and nothing moved, where there is too little. */
  transfer(from: string, to: string, amount: number): Promise<boolean>
}

/** What everybody owns at first. */
export const INITIAL_BALANCE = 1000
