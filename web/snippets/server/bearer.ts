import type { Settings } from '../../../api/settings/settings.ts'
import { lines, paragraphs } from '../code.ts'
import type { CredentialCode } from './credential.ts'
import type { Framework } from './framework.ts'
import { accessTokens, refreshTokens } from './tokens.ts'

/** A token in the Authorization header (RFC 6750), which the client keeps. */
export function bearer(f: Framework, { token }: Settings, issuer: string): CredentialCode {
  const { revocationList, refreshGrace } = token
  const tokens =
    "{ user, accessToken: await issue(user, login), tokenType: 'Bearer', expiresIn: LIFETIME, refreshToken: token }"
  const answer = lines(f.setHeader('Cache-Control', "'no-store'"), f.json(tokens))
  const text =
    "if (typeof refreshToken !== 'string') throw problem(422, 'refreshToken: Expected the refresh token, as text.')"
  return {
    cookies: {},
    code: paragraphs(
      accessTokens(token, issuer),
      refreshTokens(f, token),
      `/** The token of the Authorization header; undefined where it has another form. */
const tokenIn = (header = '') => /^Bearer +([\\w\\-.~+/]+=*)$/i.exec(header)?.[1]`,
      `async function authenticated(${f.request}) {
  const header = ${f.header('Authorization')}
  if (!header) throw unauthorized('Nobody is logged in: no token came with the request.')
  const user = users.get((await verify(tokenIn(header)))?.sub)
  if (!user) throw unauthorized('The token is not good here, or has expired.', ', error="invalid_token"')
  return user
}`,
    ),
    login: lines('const { login, token } = begin(user)', answer),
    refresh: lines(
      `const { refreshToken } = ${f.input} ?? {}`,
      text,
      `const { user, login, token } = rotate(refreshToken${refreshGrace > 0 ? `, clientOf(${f.request})` : ''})`,
      answer,
    ),
    logout: lines(
      `const { refreshToken } = ${f.input} ?? {}`,
      text,
      "const [login] = refreshToken.split('.')",
      'if (logins.get(login)?.tokens.has(hash(refreshToken))) logins.delete(login)',
      revocationList && `const claims = await verify(tokenIn(${f.header('Authorization')}))`,
      revocationList && 'if (claims) revoked.add(claims.jti)',
      f.empty,
    ),
  }
}
