import { createHmac, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import type Koa from 'koa'
import { cookieAttributes, cookieName } from '../cookies.ts'
import type { Credential } from '../credentials/credential.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings/settings.ts'

/** The header in which the page's script sends the token back: X-XSRF-TOKEN, axios' own name for it. */
export const CSRF_HEADER = 'x-xsrf-token'

/**
 * A signed double-submit token (OWASP, CSRF Prevention Cheat Sheet, "Employing HMAC CSRF Tokens"): random,
 * and signed together with the login that it is for. A planted cookie is worth nothing without the key,
 * and the attacker's own token nothing in somebody else's login.
 */
function newToken(key: KeyObject, login: string): string {
  const random = randomBytes(32).toString('base64url')
  return `${sign(key, login, random)}.${random}`
}

/** The lengths keep two different pairs from making the same message. */
const sign = (key: KeyObject, login: string, random: string) =>
  createHmac('sha256', key).update(`${login.length}!${login}!${random.length}!${random}`).digest('base64url')

function isTokenFor(key: KeyObject, login: string, token: string): boolean {
  const [signature = '', random = ''] = token.split('.')
  const expected = Buffer.from(sign(key, login, random))
  const actual = Buffer.from(signature)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

/**
 * Asks for a token of this login in a header, which no foreign page can add without a preflight. Logging
 * in is left out: it acts by the password in its body, not by a cookie, and there is no login to sign yet.
 */
export function checkToken(key: KeyObject, credential: Credential) {
  return function checkToken(ctx: Koa.Context): void {
    const login = credential.ambient(ctx)
    if (login === undefined || ctx.path === '/login') return
    const token = ctx.get(CSRF_HEADER)
    if (token === '') {
      throw new Problem(
        403,
        `The CSRF token check refused this: the header X-XSRF-TOKEN is missing. GET /csrf gives the token.`,
      )
    }
    if (!isTokenFor(key, login, token)) {
      throw new Problem(
        403,
        `The CSRF token check refused this: the token in X-XSRF-TOKEN is not one of this login. GET /csrf gives another.`,
      )
    }
  }
}

/** Answers GET /csrf: the token in the body, and in a cookie that script can read. @throws Problem */
export function giveToken({ credential: kind, csrf, cookie }: Settings, credential: Credential, deps: Deps) {
  const name = cookieName(cookie, 'XSRF-TOKEN', deps.id)
  const attributes = { ...cookieAttributes(cookie), httpOnly: false, signed: false }
  return function giveToken(ctx: Koa.Context): void {
    if (kind === 'bearer') {
      throw new Problem(404, 'A bearer token needs no CSRF token: the browser does not send it by itself.')
    }
    if (csrf.protection !== 'double-submit') {
      throw new Problem(404, 'This experiment asks for no CSRF token.')
    }
    const login = credential.ambient(ctx)
    if (login === undefined) {
      throw new Problem(401, 'Nobody is logged in, and a CSRF token is for one login: log in first.', {
        headers: { 'WWW-Authenticate': credential.challenge },
      })
    }
    const csrfToken = newToken(deps.csrfKey, login)
    ctx.cookies.set(name, csrfToken, attributes)
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { csrfToken }
  }
}
