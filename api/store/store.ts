/** What one API keeps between requests. All times are milliseconds since 1970. */
export interface Store {
  sessions: Sessions
  refreshFamilies: RefreshFamilies
  revokedTokens: RevokedTokens
  accounts: Accounts
}

/** How a store knows the time: `Date.now`, or a test's own. */
export type Clock = () => number

/** One login of one user, as the server keeps it. */
export interface Session {
  username: string
  /** What logged in, in a few words: `Firefox 153 on Linux`. */
  client: string
  began: number
  used: number
  /** When it ends, unless it is used before. */
  expires: number
}

/** Live sessions, each under the hash of its id: whoever reads the store cannot use what stands there. */
export interface Sessions {
  get(hash: string): Promise<Session | undefined>
  /** Begins a session. */
  put(hash: string, session: Session): Promise<void>
  /** Writes a session anew, if it is still there: one that was ended meanwhile stays ended. */
  renew(hash: string, session: Session): Promise<void>
  end(hash: string): Promise<void>
  /** A user's sessions, the oldest first. */
  ofUser(username: string): Promise<{ hash: string; session: Session }[]>
  endAll(username: string): Promise<void>
}

/** The refresh tokens that descend from one login. All of it ends at one time. */
export interface RefreshFamily {
  username: string
  expires: number
  /** Hashes of the tokens that can be used, the oldest first. */
  live: string[]
  /** Tokens that were used a moment ago, when, and by which client. */
  used: { hash: string; at: number; client: string }[]
}

/** Families of refresh tokens, each under the hash of its id. */
export interface RefreshFamilies {
  /** A living family, and its version: how often it has changed. */
  get(id: string): Promise<{ family: RefreshFamily; version: number } | undefined>
  add(id: string, family: RefreshFamily): Promise<void>
  /** Changes a family if it is still at this version. @returns false, and nothing changed, where somebody else was faster */
  replace(id: string, version: number, family: RefreshFamily): Promise<boolean>
  end(id: string): Promise<void>
}

/** Access tokens that are refused although they have not expired, by their id (`jti`). */
export interface RevokedTokens {
  /** Keeps an id until its token expires, in milliseconds since 1970. */
  add(jti: string, expires: number): Promise<void>
  has(jti: string): Promise<boolean>
}

/** Everybody's balance, in whole units of play money. */
export interface Accounts {
  balance(username: string): Promise<number>
  /** Moves money; false, and nothing moved, where there is too little. */
  transfer(from: string, to: string, amount: number): Promise<boolean>
}

/** What everybody owns at first. */
export const INITIAL_BALANCE = 1000
