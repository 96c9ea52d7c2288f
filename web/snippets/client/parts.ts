import type { Asked } from './asked.ts'

export const USER = 'export type User = { username: string; name: string }'

/** What comes of the credentials mode (Fetch, "credentials mode"). */
export function credentialsComment({ credential, credentials, mode, sameOrigin }: Asked): string {
  const asks = mode === 'no-cors' ? 'nothing asks whether they may' : 'CORS has to allow credentials'
  if (credential === 'bearer') {
    const needless = 'The token goes in a header and needs no cookie'
    return credentials === 'include' && mode === 'cors'
      ? `${needless}; ${asks} all the same.`
      : `${needless}.`
  }
  if (credentials === 'omit') return 'No cookie is sent or stored: the API will not know the user.'
  if (sameOrigin) return 'On the page’s own origin cookies go and come by themselves.'
  return credentials === 'include'
    ? `Cookies go and come across origins too; ${asks}.`
    : 'Across origins no cookie is sent or stored: the API will not know the user.'
}

export const TEXT_COMMENT = 'The API takes JSON and forms: text it answers with 415.'

/** `tokens()` and `keep()`: where the page keeps a bearer token. */
export function tokensPart({ keptIn }: Asked): string {
  const type = 'type Tokens = { accessToken: string; refreshToken: string }'
  if (keptIn === 'memory') {
    return `${type}

// In a variable: gone on reload, and out of reach for other tabs.
let held: Tokens | null = null
const tokens = () => held
const keep = (issued: Tokens | null) => {
  held = issued
}`
  }
  const lasts =
    keptIn === 'localStorage' ? 'Outlasts the browser, in every tab' : 'Outlasts a reload, in this tab'
  return `${type}

// ${lasts}; any script of this origin can read it.
const KEY = 'tokens'
const tokens = (): Tokens | null => JSON.parse(${keptIn}.getItem(KEY) ?? 'null')
const keep = (issued: Tokens | null) =>
  issued ? ${keptIn}.setItem(KEY, JSON.stringify(issued)) : ${keptIn}.removeItem(KEY)`
}

/** `refresh()`. @param exchange an expression that gives a promise of whether it went well */
export const refreshOnce = (exchange: string): string => `let refreshing: Promise<boolean> | undefined

/** Once for all requests that wait for it: a refresh token can be used a single time. */
function refresh(): Promise<boolean> {
  refreshing ??= ${exchange}
    .catch(() => false)
    .finally(() => {
      refreshing = undefined
    })
  return refreshing
}`
