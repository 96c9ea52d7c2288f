import type Koa from 'koa'
import { Problem } from '../problem.ts'

export const CHALLENGE = 'Bearer realm="with-credentials"'

/** The token of an Authorization header (RFC 6750, 2.1), or undefined where there is no such header. @throws Problem 401 */
export function bearerToken(ctx: Koa.Context): string | undefined {
  const header = ctx.get('Authorization')
  if (!header) return undefined
  const token = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(header)?.[1]
  if (!token) throw invalidToken('The Authorization header has to be "Bearer" and a token.')
  return token
}

/** A 401 for a token that came and is no good (RFC 6750, 3). */
export function invalidToken(detail: string): Problem {
  // An error_description takes ASCII without quotation marks and backslashes.
  const described = detail.replace(/["’]/g, "'").replace(/[^\x20-\x7e]|\\/g, '')
  const challenge = `${CHALLENGE}, error="invalid_token", error_description="${described}"`
  return new Problem(401, detail, { headers: { 'WWW-Authenticate': challenge } })
}
