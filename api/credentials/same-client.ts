import type Koa from 'koa'
import { hashToken } from '../opaque-tokens.ts'

/**
 * What two requests of the same client have in common: the network address, which nobody elsewhere can
 * take; the Origin, which no other page in the same browser can write; and the User-Agent. It tells a thief
 * elsewhere from the client. It does not tell one inside the client's own page, or behind the same address
 * with the same headers: only a key that the client proves to have would (DPoP, RFC 9449).
 *
 * Behind a reverse proxy the address is the proxy’s, unless Koa is told to believe it (`app.proxy`).
 *
 * Hashed with the token, so that whoever reads the store learns nothing of the client.
 */
export function sameClient(ctx: Koa.Context, token: string): string {
  // A browser may reach one host now by IPv4, now by IPv6.
  const address = /^(::1$|(::ffff:)?127\.)/.test(ctx.ip) ? 'loopback' : ctx.ip
  return hashToken([token, address, ctx.get('Origin'), ctx.get('User-Agent')].join('\n'))
}
