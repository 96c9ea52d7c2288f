import Router from '@koa/router'
import Koa from 'koa'
import { corsPolicy } from './cors.ts'
import { bearerToken, CHALLENGE, invalidToken } from './credentials/authorization.ts'
import { notFound, Problem, problems } from './problem.ts'
import { methodNotAllowed } from './routes.ts'
import type { Settings } from './settings/settings.ts'
import { readToken, TokenError } from './tokens/read-token.ts'
import { KeysUnavailable, type RemoteKeys } from './tokens/remote-keys.ts'
import { type Claims, verifyToken } from './tokens/verify-token.ts'

/** What the service is told when it is set up: no secret is among it. */
export interface ReportsDeps {
  /** The audience of the tokens that it takes: the API whose reports it gives. */
  id: string
  pageOrigin: string
  /** The API's public keys. */
  keys: RemoteKeys
}

/** The issuer's clock is another machine's: by so many seconds the two may differ. */
export const CLOCK_TOLERANCE = 5

/**
 * A second service beside the API. It has no store and no secret: who is asking it learns from the token
 * alone. So it knows nobody by a session, and nothing of a logout before the token has expired.
 */
export function createReports(cors: Settings['cors'], { id, pageOrigin, keys }: ReportsDeps): Koa {
  const app = new Koa()
  const router = new Router()

  router.get('/reports', async (ctx) => {
    const { sub, name, role, exp } = await identify(ctx)
    ctx.set('Cache-Control', 'no-store')
    ctx.body = {
      username: sub,
      name,
      role,
      report: 'All that this service knows of you stood in your token.',
      tokenExpires: new Date(exp * 1000).toISOString(),
    }
  })

  app.use(problems())
  for (const middleware of corsPolicy(cors, pageOrigin)) app.use(middleware)
  app.use(notFound('There is nothing at this address. The service answers GET /reports.'))
  app.use(router.routes())
  app.use(router.allowedMethods({ throw: true, methodNotAllowed, notImplemented: methodNotAllowed }))
  return app

  async function identify(ctx: Koa.Context): Promise<Claims> {
    const token = bearerToken(ctx)
    if (token === undefined) {
      throw new Problem(
        401,
        'This service takes a bearer token alone: it has no store, so a session’s cookie tells it nothing.',
        { headers: { 'WWW-Authenticate': CHALLENGE } },
      )
    }
    try {
      return await verify(token)
    } catch (error) {
      if (error instanceof TokenError) throw invalidToken(error.message)
      if (error instanceof KeysUnavailable) {
        console.error(error)
        throw new Problem(503, 'The API’s public keys cannot be fetched just now: try again in a moment.', {
          headers: { 'Retry-After': '1' },
        })
      }
      throw error
    }
  }

  async function verify(token: string): Promise<Claims> {
    const { alg, kid } = readToken(token)
    if (alg === 'HS256') {
      throw new TokenError(
        'The token is signed with HS256: only who has the secret can check it, and this service has none.',
      )
    }
    if (alg !== 'RS256') throw new TokenError('The token is signed with another algorithm than RS256.')
    const key = await keys.find(kid)
    if (!key) throw new TokenError('The token names a key (kid) that is not in the API’s key set.')
    return verifyToken(token, key, {
      algorithm: 'RS256',
      audience: id,
      now: Date.now(),
      clockTolerance: CLOCK_TOLERANCE,
    })
  }
}
