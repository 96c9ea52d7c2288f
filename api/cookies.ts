import type Koa from 'koa'
import type { Settings } from './settings/settings.ts'

/** Attributes of every cookie of the API, in the form that Koa's cookies and koa-session take. */
export interface CookieAttributes {
  /** Milliseconds, Koa's unit; left out, the cookie lives until the browser closes. */
  maxAge?: number
  domain?: string
  path: string
  secure: boolean
  httpOnly: boolean
  sameSite?: 'strict' | 'lax' | 'none'
  partitioned: boolean
  overwrite: true
}

const SAME_SITE = { Strict: 'strict', Lax: 'lax', None: 'none' } as const

export function cookieAttributes(settings: Settings['cookie']): CookieAttributes {
  const { domain, maxAge, sameSite, path, secure, httpOnly, partitioned } = settings
  return {
    path,
    secure,
    httpOnly,
    partitioned,
    overwrite: true,
    ...(domain !== null && { domain }),
    ...(maxAge !== null && { maxAge: maxAge * 1000 }),
    ...(sameSite !== 'unset' && { sameSite: SAME_SITE[sameSite] }),
  }
}

/** A cookie's name: the prefix that the browser checks, what it holds, and whose it is. */
export function cookieName(settings: Settings['cookie'], holds: string, id: string): string {
  return `${settings.prefix === 'none' ? '' : settings.prefix}${holds}-${id}`
}

/**
 * Lets `Secure` cookies be set over plain http. Koa refuses that with an exception, but browsers treat
 * localhost as secure. Every cookie here says explicitly whether it is `Secure`.
 */
export async function allowSecureCookies(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  ctx.cookies.secure = true
  await next()
}
