import type Koa from 'koa'
import type { Credential } from '../credentials/credential.ts'
import { Problem } from '../problem.ts'

/**
 * Lets only the page's own origin change state, by the header that no page can write: Origin, or Referer
 * where a browser sends no Origin (OWASP, Cross-Site Request Forgery Prevention Cheat Sheet, "Using
 * Standard Headers to Verify Origin"). Where neither came, a request that brings a cookie is refused.
 */
export function checkOrigin(pageOrigin: string, credential: Credential) {
  return function checkOrigin(ctx: Koa.Context): void {
    const [header, value] = ctx.get('Origin')
      ? ['Origin', ctx.get('Origin')]
      : ['Referer', originOf(ctx.get('Referer'))]
    if (value === pageOrigin) return
    if (value !== '') {
      throw new Problem(
        403,
        `The Origin check refused this: the header ${header} is not that of ${pageOrigin}.`,
      )
    }
    if (credential.ambient(ctx) !== undefined) {
      throw new Problem(
        403,
        'The Origin check refused this: a cookie came along, but neither Origin nor Referer.',
      )
    }
  }
}

/** The origin of a Referer; `null`, which no page of ours has, where it is no URL. */
function originOf(referer: string): string {
  if (referer === '') return ''
  return URL.canParse(referer) ? new URL(referer).origin : 'null'
}
