import type { Source } from './attacks.ts'

/** What proves who the user is, and what a script of the page can reach of it. */
export const hostileCredentials = {
  'session-cookie': { title: 'Session cookie', knobs: {} },
  'session-in-cookie': { title: 'Session in cookie', knobs: { credential: 'session-in-cookie' } },
  'jwt-cookie': { title: 'JWT cookie', knobs: { credential: 'jwt-cookie' } },
  'jwt-cookie-readable': {
    title: 'JWT cookie without HttpOnly',
    knobs: { credential: 'jwt-cookie', 'cookie.httpOnly': false },
  },
  'bearer-memory': { title: 'Bearer, in memory', knobs: { credential: 'bearer' } },
  'bearer-session-storage': {
    title: 'Bearer, in sessionStorage',
    knobs: { credential: 'bearer', 'token.keptIn': 'sessionStorage' },
  },
  'bearer-local-storage': {
    title: 'Bearer, in localStorage',
    knobs: { credential: 'bearer', 'token.keptIn': 'localStorage' },
  },
} as const

export type HostileCredential = keyof typeof hostileCredentials

export type ProtectionId =
  | 'none'
  | 'unset'
  | 'lax'
  | 'strict'
  | 'origin'
  | 'fetch-metadata'
  | 'double-submit'
  | 'reflects-any-origin'
  | 'matches-by-suffix'
  | 'null-trusted'
  | 'sound'
  | 'all'

/** What stands in an attack's way, or fails to: some knobs. */
export interface Protection {
  id: ProtectionId
  /** As short as a column’s head. */
  title: string
  note: string
  group: 'SameSite' | 'CSRF protection, with SameSite=None' | 'CORS with a fault' | 'CORS' | 'All at once'
  knobs: Readonly<Record<string, unknown>>
}

const NONE = { 'cookie.sameSite': 'None' }

const forCookies: readonly Protection[] = [
  {
    id: 'none',
    title: 'None',
    note: 'Nothing is in the way: the cookie goes with requests of other sites too, as far as the browser lets it, and the server believes it.',
    group: 'SameSite',
    knobs: { ...NONE, 'csrf.protection': 'none' },
  },
  {
    id: 'unset',
    title: 'unset',
    note: 'The attribute is left out. Chromium takes it for Lax, but for two minutes lets the cookie go with a form; the others take it for None.',
    group: 'SameSite',
    knobs: { 'cookie.sameSite': 'unset' },
  },
  {
    id: 'lax',
    title: 'Lax',
    note: 'The cookie goes with links from other sites, never with their forms or scripts. A sibling host is not another site.',
    group: 'SameSite',
    knobs: { 'cookie.sameSite': 'Lax' },
  },
  {
    id: 'strict',
    title: 'Strict',
    note: 'The cookie does not even go with links from other sites. Against a sibling host it helps no more than Lax.',
    group: 'SameSite',
    knobs: { 'cookie.sameSite': 'Strict' },
  },
  {
    id: 'origin',
    title: 'Origin',
    note: 'The server lets only the page’s own Origin change state, whatever cookie comes along.',
    group: 'CSRF protection, with SameSite=None',
    knobs: { ...NONE, 'csrf.protection': 'origin' },
  },
  {
    id: 'fetch-metadata',
    title: 'Sec-Fetch-Site',
    note: 'The server goes by what the browser says of the request’s origin.',
    group: 'CSRF protection, with SameSite=None',
    knobs: { ...NONE, 'csrf.protection': 'fetch-metadata' },
  },
  {
    id: 'double-submit',
    title: 'Token',
    note: 'The server asks for a token that is signed for this login, which only the page can get and send.',
    group: 'CSRF protection, with SameSite=None',
    knobs: { ...NONE, 'csrf.protection': 'double-submit' },
  },
  {
    id: 'reflects-any-origin',
    title: 'reflects',
    note: 'CORS allows every origin that asks, with SameSite=None: any site can read as the user, and a preflight stops nobody.',
    group: 'CORS with a fault',
    knobs: { ...NONE, 'csrf.protection': 'none', 'cors.policy': 'reflects-any-origin' },
  },
  {
    id: 'matches-by-suffix',
    title: 'by suffix',
    note: 'CORS allows every origin that ends like the page’s, with SameSite=Lax: evil.app.localhost does, evil.localhost does not.',
    group: 'CORS with a fault',
    knobs: { 'cookie.sameSite': 'Lax', 'cors.policy': 'matches-by-suffix' },
  },
  {
    id: 'null-trusted',
    title: 'null',
    note: 'CORS allows the origin null, with SameSite=None: anybody can put a frame without an origin into a page.',
    group: 'CORS with a fault',
    knobs: { ...NONE, 'csrf.protection': 'none', 'cors.policy': 'null-trusted' },
  },
]

const forBearer: readonly Protection[] = [
  {
    id: 'sound',
    title: 'sound',
    note: 'CORS allows the page’s origin alone.',
    group: 'CORS',
    knobs: {},
  },
  {
    id: 'reflects-any-origin',
    title: 'reflects',
    note: 'CORS allows every origin that asks. No browser adds a bearer token by itself, so there is nothing to ride on.',
    group: 'CORS',
    knobs: { 'cors.policy': 'reflects-any-origin' },
  },
]

/** Against a script in the page itself nothing of this helps, so it is tried against all of it together. */
const allAtOnce: Protection = {
  id: 'all',
  title: 'all at once',
  note: 'SameSite=Strict, a CSRF token and sound CORS together: none of it tells the injected script from the page’s own.',
  group: 'All at once',
  knobs: { 'cookie.sameSite': 'Strict', 'csrf.protection': 'double-submit' },
}

/** The protections of a credential that matter against what comes from a source. */
export function protections(credential: HostileCredential, source: Source): readonly Protection[] {
  if (source === 'own-page') return [allAtOnce]
  return credential.startsWith('bearer') ? forBearer : forCookies
}

/**
 * The knobs of an experiment. The page and the API share a host, so that in each browser the cookie is a first party's, and
 * the page could read it if the API let it.
 * @param secure whether the browser stores a cookie with Secure over http from localhost, and asks for it with SameSite=None
 */
export const knobsOf = (credential: HostileCredential, protection: Protection, secure: boolean) => ({
  relation: 'other-port',
  'cookie.partitioned': false,
  'cookie.secure': secure,
  ...hostileCredentials[credential].knobs,
  ...protection.knobs,
})
