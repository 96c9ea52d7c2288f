/** Settings that a client can tell apart, and what a page gets with them. */
export interface ClientExample {
  /** By path. */
  knobs: Record<string, string | boolean>
  /** Of login, me, transfer, logout and me once more the status, 0 where there is no answer that the page may read. */
  comes: readonly [login: number, me: number, transfer: number, logout: number, after: number]
}

const WORKS = [200, 200, 201, 204, 401] as const
const NOBODY = [200, 401, 401, 204, 401] as const
const FORM = 'application/x-www-form-urlencoded'

/** Each kind of credential, and each knob of the client at its values. */
export const CLIENT_EXAMPLES: readonly ClientExample[] = [
  { knobs: {}, comes: WORKS },
  { knobs: { 'client.withCredentials': false }, comes: NOBODY },
  {
    knobs: { 'client.library': 'fetch', 'client.credentials': 'omit', relation: 'same-origin' },
    comes: NOBODY,
  },
  {
    knobs: { 'client.library': 'fetch', 'client.mode': 'no-cors', 'client.contentType': FORM },
    comes: [0, 0, 0, 0, 0],
  },
  {
    knobs: {
      credential: 'bearer',
      'client.library': 'fetch',
      'client.mode': 'no-cors',
      'client.method': 'PUT',
    },
    comes: [0, 0, 0, 0, 0],
  },
  { knobs: { 'cors.policy': 'off' }, comes: [0, 0, 0, 0, 0] },
  { knobs: { 'client.method': 'PATCH', 'client.header': 'X-Requested-With: lab' }, comes: WORKS },
  { knobs: { 'client.contentType': FORM }, comes: WORKS },
  { knobs: { 'client.contentType': 'text/plain' }, comes: [415, 401, 415, 204, 401] },
  { knobs: { 'csrf.protection': 'double-submit' }, comes: WORKS },
  { knobs: { 'csrf.protection': 'double-submit', relation: 'same-origin' }, comes: WORKS },
  { knobs: { credential: 'session-in-cookie', relation: 'other-port' }, comes: WORKS },
  {
    knobs: { credential: 'jwt-cookie', 'csrf.protection': 'double-submit', 'client.library': 'fetch' },
    comes: WORKS,
  },
  { knobs: { credential: 'bearer' }, comes: WORKS },
  {
    knobs: { credential: 'bearer', 'client.library': 'fetch', 'token.keptIn': 'localStorage' },
    comes: WORKS,
  },
  {
    knobs: {
      credential: 'bearer',
      'token.keptIn': 'sessionStorage',
      'client.contentType': FORM,
      'client.withCredentials': false,
    },
    comes: WORKS,
  },
]
