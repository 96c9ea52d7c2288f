import type { KeyObject } from 'node:crypto'
import type { Clock, Store } from './store/store.ts'
import type { TokenKeys } from './tokens/tokens.ts'
import type { Users } from './users.ts'

/** What an API needs beside its settings. */
export interface Deps {
  /** Tells this API from others: part of its cookies' names, and its tokens' audience. */
  id: string
  /** The origin whose page may call: scheme, host and port. */
  pageOrigin: string
  users: Users
  store: Store
  now: Clock
  /** Keys that sign cookies and refresh tokens, the newest first. */
  cookieKeys: string[]
  tokenKeys: TokenKeys
  /** Signs the tokens of the double-submit protection. */
  csrfKey: KeyObject
}
