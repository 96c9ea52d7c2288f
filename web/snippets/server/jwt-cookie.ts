import type { Settings } from '../../../api/settings/settings.ts'
import { lines, paragraphs } from '../code.ts'
import type { CredentialCode } from './credential.ts'
import type { Framework } from './framework.ts'
import { accessTokens, refreshTokens } from './tokens.ts'

/** Access and refresh token in cookies that no script reads. */
export function jwtCookie(f: Framework, { token, cookie }: Settings, issuer: string): CredentialCode {
  const { revocationList, refreshGrace } = token
  // `__Host-` asks for the Path /.
  const ownPath = cookie.prefix !== '__Host-'
  const refreshCookie = ownPath ? 'REFRESH_COOKIE' : 'COOKIE'
  const setBoth = (value: string) =>
    lines(
      f.setCookie('ACCESS', 'await issue(user, login)', 'COOKIE'),
      f.setCookie('REFRESH', 'token', refreshCookie),
      f.setHeader('Cache-Control', "'no-store'"),
      f.json(value),
    )
  return {
    cookies: { ACCESS: 'jwt', REFRESH: 'refresh' },
    main: 'ACCESS',
    code: paragraphs(
      ownPath &&
        "// Nothing but /refresh needs the refresh token: it goes nowhere else.\nconst REFRESH_COOKIE = { ...COOKIE, path: '/refresh' }",
      accessTokens(token, issuer),
      refreshTokens(f, token),
      `async function authenticated(${f.request}) {
  const token = ${f.cookie('ACCESS')}
  if (!token) throw unauthorized('Nobody is logged in.')
  const user = users.get((await verify(token))?.sub)
  if (!user) throw unauthorized('The token is not good here, or has expired: refresh it.')
  return user
}`,
      `/** The login that a token came of. One that has expired tells it as well: to 1970, none has. */
const loginOf = async (token = '') => (await verify(token, { currentDate: new Date(0) }))?.sid`,
    ),
    ambient: {
      came: `${f.cookie('ACCESS')} || ${f.cookie('REFRESH')}`,
      login: `(await loginOf(${f.cookie('ACCESS')})) ?? ${f.cookie('REFRESH')}`,
    },
    login: lines('const { login, token } = begin(user)', setBoth('{ user, expiresIn: LIFETIME }')),
    refresh: lines(
      `const old = ${f.cookie('REFRESH')}`,
      "if (!old) throw unauthorized('No refresh token came along: log in again.')",
      `const { user, login, token } = rotate(old${refreshGrace > 0 ? `, clientOf(${f.request})` : ''})`,
      setBoth('{ user, expiresIn: LIFETIME }'),
    ),
    logout: lines(
      revocationList && `const claims = await verify(${f.cookie('ACCESS')} ?? '')`,
      revocationList && 'if (claims) revoked.add(claims.jti)',
      `logins.delete(await loginOf(${f.cookie('ACCESS')}))`,
      f.clearCookie('ACCESS', 'COOKIE'),
      f.clearCookie('REFRESH', refreshCookie),
      f.empty,
    ),
  }
}
