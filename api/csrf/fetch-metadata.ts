import type Koa from 'koa'
import type { Credential } from '../credentials/credential.ts'
import { Problem } from '../problem.ts'
import { checkOrigin } from './origin-check.ts'

/**
 * Lets a request change state if the browser says that it comes from the API's own origin, or from the
 * address bar (Fetch Metadata Request Headers, 2.4). The page may be of another origin than the API: its
 * Origin then says who it is. Browsers send the header to trustworthy URLs alone, and old ones never:
 * without it the Origin check decides (OWASP, CSRF Prevention Cheat Sheet, "Fetch Metadata headers").
 */
export function checkFetchMetadata(pageOrigin: string, credential: Credential) {
  const withoutHeader = checkOrigin(pageOrigin, credential)
  return function checkFetchMetadata(ctx: Koa.Context): void {
    const site = ctx.get('Sec-Fetch-Site')
    const trusted = ['same-origin', 'none'].includes(site) || ctx.get('Origin') === pageOrigin
    if (site === '') withoutHeader(ctx)
    else if (!trusted) {
      throw new Problem(
        403,
        `The Sec-Fetch-Site check refused this: the header says ${site}, and Origin is not ${pageOrigin}.`,
      )
    }
  }
}
