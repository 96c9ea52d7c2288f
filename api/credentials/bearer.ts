import type Koa from 'koa'
import * as v from 'valibot'
import { bodyAs } from '../body.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings/settings.ts'
import { createTokens, TokenError } from '../tokens.ts'
import { type Credential, publicUser } from './credential.ts'
import { createRefresh } from './refresh.ts'

const CHALLENGE = 'Bearer realm="with-credentials"'

const refreshBody = v.strictObject({
  refreshToken: v.pipe(
    v.string('Expected the refresh token, as text.'),
    v.maxLength(200, 'Longer than any refresh token.'),
  ),
})

/** A token in the Authorization header (RFC 6750); the client keeps it and sends it by itself. */
export function bearer(settings: Settings, deps: Deps): Credential {
  const { accessLifetime } = settings.token
  const tokens = createTokens(settings.token, deps.tokenKeys, deps.id)
  const refresh = createRefresh(deps, settings.token, CHALLENGE)

  return {
    middleware: [],
    challenge: CHALLENGE,
    identify(ctx) {
      const token = bearerToken(ctx)
      if (token === undefined) return undefined
      try {
        return deps.users.find(tokens.verify(token).sub)
      } catch (error) {
        if (error instanceof TokenError) throw invalidToken(error.message)
        throw error
      }
    },
    async begin(_ctx, user) {
      return pair(tokens.issue(user), await refresh.begin(user))
    },
    async refresh(ctx) {
      const { user, token } = await refresh.rotate(ctx, bodyAs(ctx, refreshBody).refreshToken)
      return { user: publicUser(user), ...pair(tokens.issue(user), token) }
    },
    end: (ctx) => refresh.end(bodyAs(ctx, refreshBody).refreshToken),
  }

  function pair(accessToken: string, refreshToken: string) {
    return { accessToken, tokenType: 'Bearer', expiresIn: accessLifetime, refreshToken }
  }
}

/** The token of an Authorization header, or undefined where there is no such header. */
function bearerToken(ctx: Koa.Context): string | undefined {
  const header = ctx.get('Authorization')
  if (!header) return undefined
  const token = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(header)?.[1]
  if (!token) throw invalidToken('The Authorization header has to be "Bearer" and a token.')
  return token
}

/** RFC 6750, section 3.1. */
function invalidToken(detail: string): Problem {
  const described = detail.replaceAll('"', "'").replaceAll('’', "'")
  const challenge = `${CHALLENGE}, error="invalid_token", error_description="${described}"`
  return new Problem(401, detail, { headers: { 'WWW-Authenticate': challenge } })
}
