import Koa from 'koa'
import { body } from './body.ts'
import { corsPolicy } from './cors.ts'
import { bearer } from './credentials/bearer.ts'
import type { Credential } from './credentials/credential.ts'
import { jwtCookie } from './credentials/jwt-cookie.ts'
import { sessionCookie } from './credentials/session-cookie.ts'
import { sessionInCookie } from './credentials/session-in-cookie.ts'
import { csrfProtection } from './csrf/csrf.ts'
import type { Deps } from './deps.ts'
import { notFound, Problem, problems } from './problem.ts'
import { methodNotAllowed, routes } from './routes.ts'
import type { Settings } from './settings/settings.ts'

/** The API as a Koa application: each `use` in the order in which a request meets it. */
export function createApi(settings: Settings, deps: Deps): Koa {
  const app = new Koa()
  const credential = createCredential(app, settings, deps)
  const cors = corsPolicy(settings.cors, deps.pageOrigin)
  const order =
    settings.cors.policy === 'authentication-first'
      ? [...credential.middleware, authenticateFirst(credential), ...cors]
      : [...cors, ...credential.middleware]

  app.use(problems())
  for (const middleware of [...order, ...csrfProtection(settings, credential, deps)]) app.use(middleware)
  for (const middleware of body()) app.use(middleware)
  app.use(
    notFound(
      'There is nothing at this address. The API answers /login, /me, /admin, /transfers, /refresh, /logout, /sessions, /csrf and /.well-known/jwks.json.',
    ),
  )
  const router = routes(settings, credential, deps)
  app.use(router.routes())
  app.use(router.allowedMethods({ throw: true, methodNotAllowed, notImplemented: methodNotAllowed }))
  return app
}

function createCredential(app: Koa, settings: Settings, deps: Deps): Credential {
  switch (settings.credential) {
    case 'session-cookie':
      return sessionCookie(app, settings, deps)
    case 'session-in-cookie':
      return sessionInCookie(app, settings, deps)
    case 'jwt-cookie':
      return jwtCookie(settings, deps)
    case 'bearer':
      return bearer(settings, deps)
  }
}

/** What nobody has to be logged in for. */
const PUBLIC = ['/login', '/.well-known/jwks.json']

/** The classic fault: preflights carry no credential, so this refuses every one of them. */
function authenticateFirst(credential: Credential): Koa.Middleware {
  return async function authenticate(ctx, next) {
    if (!PUBLIC.includes(ctx.path) && !(await credential.identify(ctx))) {
      throw new Problem(401, 'Nobody is logged in: no credential came with the request.', {
        headers: { 'WWW-Authenticate': credential.challenge },
      })
    }
    await next()
  }
}
