import type { ThirdPartyCookies } from './browsers/chromium.ts'
import type { Press } from './browsers/story.ts'
import { credentials, type Knobs, relations } from './test-setup.ts'

/** A story in the lab's page, and what comes of each of its requests. */
export interface Story {
  knobs: Knobs
  presses: readonly Press[]
  /** Path, the script's status beside the server's, and whether a preflight was seen: `/me 200/200`. */
  told: readonly string[]
}

const PREFLIGHT = ' after a preflight'
const LOGIN = `/login 200/200${PREFLIGHT}`
const KNOWN = '/me 200/200'
const NOBODY = '/me 401/401'
const FORM = 'application/x-www-form-urlencoded'

const blocked = (path: string, server: string) => `${path} blocked/${server}`
const notAllowed = (path: string) => blocked(path, 'unseen') + PREFLIGHT

/** Logs in, is known, logs out, is nobody. */
const everywhere: Story[] = relations.flatMap((relation) =>
  credentials.map((credential) => {
    // With JSON in the body or Authorization in the head, every request across origins is preflighted.
    const asked = relation === 'same-origin' ? '' : PREFLIGHT
    const byHeader = credential === 'bearer' ? asked : ''
    return {
      knobs: { relation, credential },
      presses: ['login', 'me', 'logout', 'me'],
      told: [
        `/login 200/200${asked}`,
        KNOWN + byHeader,
        `/logout 204/204${byHeader}`,
        NOBODY,
        // Its client asks for new tokens; the others have nothing to ask with.
        ...(credential === 'jwt-cookie' ? ['/refresh 401/401'] : []),
      ],
    }
  }),
)

/** What the second request, after a login whose answer the script could read, comes to. */
function cookies(thirdPartyCookies: ThirdPartyCookies): Story[] {
  const rows: { knobs: Knobs; me: string }[] = [
    { knobs: { 'cookie.sameSite': 'Lax' }, me: NOBODY },
    { knobs: { 'cookie.sameSite': 'Strict' }, me: NOBODY },
    { knobs: { 'cookie.sameSite': 'unset' }, me: NOBODY },
    { knobs: { 'cookie.sameSite': 'Lax', relation: 'other-port' }, me: KNOWN },
    { knobs: { 'cookie.sameSite': 'Strict', relation: 'subdomain' }, me: KNOWN },
    { knobs: { 'cookie.sameSite': 'Lax', relation: 'https-subdomain' }, me: NOBODY },
    { knobs: { 'cookie.sameSite': 'Lax', relation: 'https-subdomain', page: 'https' }, me: KNOWN },
    { knobs: { 'cookie.secure': false }, me: NOBODY },
    { knobs: { 'cookie.partitioned': false }, me: thirdPartyCookies === 'allow' ? KNOWN : NOBODY },
    { knobs: { 'cookie.partitioned': false, relation: 'subdomain' }, me: KNOWN },
    { knobs: { 'cookie.partitioned': true }, me: KNOWN },
    { knobs: { 'cookie.domain': 'localhost' }, me: NOBODY },
    { knobs: { 'cookie.domain': 'app.localhost' }, me: NOBODY },
    { knobs: { 'cookie.domain': 'app.localhost', relation: 'subdomain' }, me: KNOWN },
    { knobs: { 'cookie.path': '/elsewhere' }, me: NOBODY },
    { knobs: { 'client.withCredentials': false }, me: NOBODY },
    { knobs: { 'client.withCredentials': false, relation: 'same-origin' }, me: KNOWN },
    { knobs: { 'client.library': 'fetch' }, me: KNOWN },
    { knobs: { 'client.library': 'fetch', 'client.credentials': 'same-origin' }, me: NOBODY },
    {
      knobs: { 'client.library': 'fetch', 'client.credentials': 'omit', relation: 'same-origin' },
      me: NOBODY,
    },
    {
      knobs: { 'client.library': 'fetch', 'client.credentials': 'same-origin', relation: 'same-origin' },
      me: KNOWN,
    },
    { knobs: { 'cors.policy': 'forgets-vary' }, me: KNOWN },
    { knobs: { 'cors.policy': 'reflects-any-origin' }, me: KNOWN },
    { knobs: { 'cors.policy': 'authentication-first' }, me: KNOWN },
  ]
  return rows.map(({ knobs, me }) => {
    const asked = knobs.relation === 'same-origin' ? '' : PREFLIGHT
    return { knobs, presses: ['login', 'me'], told: [`/login 200/200${asked}`, me] }
  })
}

const cors: Story[] = [
  {
    knobs: { 'cors.policy': 'off' },
    presses: ['login', 'me'],
    told: [notAllowed('/login'), blocked('/me', '401')],
  },
  {
    knobs: { 'cors.policy': 'off', 'client.contentType': FORM },
    presses: ['login', 'me'],
    // The answers are kept from the script, but the login was done and the cookie stored.
    told: [blocked('/login', '200'), blocked('/me', '200')],
  },
  {
    knobs: { 'cors.policy': 'off', relation: 'same-origin' },
    presses: ['login', 'me'],
    told: ['/login 200/200', KNOWN],
  },
  {
    knobs: { 'cors.policy': 'raw' },
    presses: ['login', 'me'],
    told: [notAllowed('/login'), blocked('/me', '401')],
  },
  {
    knobs: { 'cors.policy': 'raw', 'client.withCredentials': false, credential: 'bearer' },
    presses: ['login', 'me'],
    told: [LOGIN, KNOWN + PREFLIGHT],
  },
  { knobs: { 'cors.credentials': false }, presses: ['login'], told: [notAllowed('/login')] },
  {
    knobs: { 'cors.credentials': false, 'client.withCredentials': false },
    presses: ['login'],
    told: [LOGIN],
  },
  { knobs: { 'cors.policy': 'preflight-redirected' }, presses: ['login'], told: [notAllowed('/login')] },
  { knobs: { 'cors.policy': 'trailing-slash' }, presses: ['me'], told: [blocked('/me', '401')] },
  {
    knobs: { 'cors.policy': 'errors-without-cors' },
    presses: ['me', 'login', 'me'],
    told: [blocked('/me', '401'), LOGIN, KNOWN],
  },
  {
    knobs: { 'cors.policy': 'authentication-first', credential: 'bearer' },
    presses: ['login', 'me'],
    told: [LOGIN, notAllowed('/me')],
  },
  {
    knobs: { 'client.library': 'fetch', 'client.mode': 'no-cors' },
    presses: ['me'],
    told: ['/me opaque/401'],
  },
  { knobs: { 'client.header': 'X-Requested-With: lab' }, presses: ['me'], told: [NOBODY + PREFLIGHT] },
  { knobs: { 'client.header': 'Accept-Language: en' }, presses: ['me'], told: [NOBODY] },
  {
    knobs: { 'client.method': 'PUT', 'cors.allowMethods': 'GET,POST' },
    presses: ['transfer'],
    told: [notAllowed('/transfers')],
  },
  {
    // The cache kept an answer for another page, and hands it out: nothing says that it was not for everyone.
    knobs: { 'wire.sharedCache': '60', 'cors.policy': 'forgets-vary', 'cors.origin': 'unset' },
    presses: ['me'],
    told: [blocked('/me', '401')],
  },
  {
    knobs: { 'wire.sharedCache': '60', 'cors.origin': 'unset' },
    presses: ['me'],
    told: [NOBODY],
  },
]

/** The preflight goes to the first server, the login to the second, and so on. */
const servers: Story[] = [
  {
    knobs: { 'wire.servers': 'own-stores' },
    presses: ['login', 'me', 'me'],
    told: [LOGIN, NOBODY, KNOWN],
  },
  {
    knobs: { 'wire.servers': 'shared-store' },
    presses: ['login', 'me', 'me'],
    told: [LOGIN, KNOWN, KNOWN],
  },
  {
    knobs: { 'wire.servers': 'own-stores', credential: 'bearer' },
    presses: ['login', 'me', 'refresh', 'me'],
    told: [LOGIN, KNOWN + PREFLIGHT, `/refresh 200/200${PREFLIGHT}`, KNOWN],
  },
]

/** The page itself may change state, whatever protects against others. */
const protections: Story[] = ['origin', 'fetch-metadata', 'double-submit'].flatMap((protection) => {
  const asks = protection === 'double-submit'
  const rows: Knobs[] = [
    {},
    { relation: 'same-origin' },
    { relation: 'subdomain', 'cookie.domain': 'app.localhost' },
    { credential: 'session-in-cookie' },
    { credential: 'jwt-cookie' },
    { 'client.library': 'fetch' },
    { 'client.contentType': FORM },
  ]
  return rows.map((knobs): Story => {
    const preflighted = knobs.relation !== 'same-origin'
    const json = preflighted && !('client.contentType' in knobs) ? PREFLIGHT : ''
    const token = preflighted && asks ? PREFLIGHT : ''
    return {
      knobs: { 'csrf.protection': protection, ...knobs },
      presses: ['login', 'transfer', 'me', 'logout'],
      told: [
        `/login 200/200${json}`,
        ...(asks ? ['/csrf 200/200'] : []),
        `/transfers 201/201${json || token}`,
        // A script that can read the token's cookie sends it with no GET all the same.
        KNOWN,
        ...(asks ? ['/csrf 200/200'] : []),
        `/logout 204/204${token}`,
      ],
    }
  })
})

const csrfTokens: Story[] = [
  {
    knobs: { 'csrf.protection': 'double-submit' },
    presses: ['transfer', 'login', 'transfer'],
    told: [
      '/csrf 401/401',
      `/transfers 401/401${PREFLIGHT}`,
      LOGIN,
      '/csrf 200/200',
      `/transfers 201/201${PREFLIGHT}`,
    ],
  },
  {
    knobs: { 'csrf.protection': 'double-submit', credential: 'jwt-cookie', 'client.library': 'fetch' },
    presses: ['login', 'me', 'transfer', 'refresh', 'transfer'],
    told: [
      LOGIN,
      KNOWN,
      '/csrf 200/200',
      `/transfers 201/201${PREFLIGHT}`,
      '/csrf 200/200',
      `/refresh 200/200${PREFLIGHT}`,
      '/csrf 200/200',
      // The answer to the preflight before is still remembered.
      '/transfers 201/201',
    ],
  },
  {
    knobs: { 'csrf.protection': 'double-submit', 'cors.policy': 'off', relation: 'subdomain' },
    presses: ['login', 'me', 'transfer'],
    told: [notAllowed('/login'), blocked('/me', '401'), blocked('/csrf', '401'), notAllowed('/transfers')],
  },
]

/** A token that was taken back is known no more. */
const revoked: Story[] = [
  {
    knobs: { credential: 'jwt-cookie', 'token.revocationList': true },
    presses: ['login', 'me', 'logout', 'me'],
    told: [LOGIN, KNOWN, '/logout 204/204', NOBODY, '/refresh 401/401'],
  },
  {
    knobs: { credential: 'bearer', 'token.revocationList': true },
    presses: ['login', 'me', 'logout', 'me'],
    told: [LOGIN, KNOWN + PREFLIGHT, `/logout 204/204${PREFLIGHT}`, NOBODY],
  },
]

/** Every story, each with knobs of its own. */
export const storiesIn = (thirdPartyCookies: ThirdPartyCookies): Story[] => [
  ...everywhere,
  ...cookies(thirdPartyCookies),
  ...cors,
  ...servers,
  ...protections,
  ...csrfTokens,
  ...revoked,
]
