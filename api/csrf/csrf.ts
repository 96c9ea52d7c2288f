import type Koa from 'koa'
import type { Credential } from '../credentials/credential.ts'
import type { Deps } from '../deps.ts'
import type { Settings } from '../settings/settings.ts'
import { checkToken } from './double-submit.ts'
import { checkFetchMetadata } from './fetch-metadata.ts'
import { checkOrigin } from './origin-check.ts'

/**
 * What stands between a foreign page and the routes: such a page can make the browser send requests that
 * change state, cookies and all. Safe methods (RFC 9110, 9.2.1) change nothing and pass.
 */
export function csrfProtection(settings: Settings, credential: Credential, deps: Deps): Koa.Middleware[] {
  if (settings.credential === 'bearer') return []
  switch (settings.csrf.protection) {
    case 'none':
    case 'samesite':
      return []
    case 'origin':
      return [onStateChange(checkOrigin(deps.pageOrigin, credential))]
    case 'fetch-metadata':
      return [onStateChange(checkFetchMetadata(deps.pageOrigin, credential))]
    case 'double-submit':
      return [onStateChange(checkToken(deps.csrfKey, credential))]
  }
}

const SAFE = ['GET', 'HEAD', 'OPTIONS']

function onStateChange(check: (ctx: Koa.Context) => void): Koa.Middleware {
  return async function checkForgery(ctx, next) {
    if (!SAFE.includes(ctx.method)) check(ctx)
    await next()
  }
}
