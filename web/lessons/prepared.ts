import type { Knobs, Turn } from './lesson.ts'

/** A cookie that every browser keeps over plain http, as long as it is not cross-site. */
export const plainCookie = {
  'cookie.sameSite': 'Lax',
  'cookie.secure': false,
  'cookie.partitioned': false,
} as const satisfies Knobs

/** The API at another port of the page's host: another origin, the same site. */
export const otherPort = { relation: 'other-port', ...plainCookie } as const satisfies Knobs

/** A login that needs no preflight, so that a faulty CORS policy does not keep it from happening. */
export const formLogin = {
  'client.contentType': 'application/x-www-form-urlencoded',
} as const satisfies Knobs

/** CORS as it should be: the library names the page's origin. */
export const soundCors = { 'cors.policy': 'koa-cors' } as const satisfies Knobs

export const behindProxy: Turn = {
  text: 'the API behind the page’s own origin',
  moves: { relation: 'same-origin' },
}
export const withoutCredentials: Turn = {
  text: '`withCredentials: false`',
  moves: { 'client.withCredentials': false },
}
