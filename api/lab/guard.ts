import type Koa from 'koa'
import { Problem } from '../problem.ts'
import { hostsOf, type Origins } from './origins.ts'

/**
 * Lets only the lab's own page in. Any website that the same person has open could otherwise drive the
 * lab: by a plain cross-origin POST, or by a host name of its own that it lets point to loopback
 * (DNS rebinding). Requests without browser headers, such as curl's, pass if their Host is right.
 */
export function guard({ pages }: Origins): Koa.Middleware {
  const ownOrigins = new Set(Object.values(pages).filter((origin) => origin !== null))
  const ownHosts = hostsOf(Object.values(pages))
  const where = `open ${pages.http}`

  return async function guard(ctx, next) {
    const { host, origin, 'sec-fetch-site': site } = ctx.req.headers
    if (host === undefined || !ownHosts.has(host.toLowerCase())) {
      throw new Problem(403, `The header Host is not the lab’s own: ${where}.`)
    }
    if (origin !== undefined && !ownOrigins.has(origin)) {
      throw new Problem(403, `The header Origin is not the lab’s own: ${where}.`)
    }
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      throw new Problem(403, `The header Sec-Fetch-Site says that another page asks: ${where}.`)
    }
    await next()
  }
}
