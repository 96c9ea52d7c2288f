import type { Settings } from '../../../api/settings/settings.ts'
import { lines, paragraphs } from '../code.ts'
import type { CredentialCode } from './credential.ts'
import type { Framework } from './framework.ts'

/** What keeps other pages from changing state with the cookie that the browser sends along. */
export interface CsrfCode {
  /** Functions, and what runs before the routes. */
  code: string
  /** Statements of GET /csrf, where there is one. */
  route?: string
}

export function csrfCode(f: Framework, { csrf }: Settings, { ambient }: CredentialCode): CsrfCode {
  if (ambient === undefined) return { code: '' }
  switch (csrf.protection) {
    case 'none':
    case 'samesite':
      return { code: '' }
    case 'origin':
      return {
        code: paragraphs(
          CHECK_ORIGIN,
          onStateChange(f, lines(`const came = ${ambient.came}`, checkOrigin(f))),
        ),
      }
    case 'fetch-metadata':
      return {
        code: paragraphs(
          CHECK_ORIGIN,
          onStateChange(
            f,
            lines(
              '// What the browser says of where a request comes from. Old ones say nothing.',
              `const site = ${f.header('Sec-Fetch-Site')}`,
              `const came = ${ambient.came}`,
              `if (!site) ${checkOrigin(f)}`,
              `else if (!['same-origin', 'none'].includes(site) && ${f.header('Origin')} !== PAGE) {`,
              "  throw problem(403, 'This has to come from the page itself.')",
              '}',
            ),
          ),
        ),
      }
    case 'double-submit':
      return doubleSubmit(f, ambient.login)
  }
}

const SAFE = "['GET', 'HEAD', 'OPTIONS']"

const onStateChange = (f: Framework, code: string) =>
  f.before(lines(`if (!${SAFE}.includes(${f.method})) {`, code.replace(/^/gm, '  '), '}'))

const CHECK_ORIGIN = `/** Only the page itself may change state: its browser says so in Origin, which no page can write. */
function checkOrigin(origin, referer, cookieCame) {
  const from = origin || (URL.canParse(referer) ? new URL(referer).origin : referer)
  if (from ? from !== PAGE : cookieCame) throw problem(403, 'This has to come from the page itself.')
}`

const checkOrigin = (f: Framework) => `checkOrigin(${f.header('Origin')}, ${f.header('Referer')}, came)`

function doubleSubmit(f: Framework, loginOf: string): CsrfCode {
  return {
    code: paragraphs(
      lines(
        '/** A token for one login: another site can make the browser send the cookie, but not this in a header. */',
        'const csrfKey = process.env.CSRF_SECRET ?? newId()',
        'const sign = (login, random) =>',
        "  createHmac('sha256', csrfKey).update([login.length, login, random].join('!')).digest('base64url')",
      ),
      `function checkToken(login, token = '') {
  const [signature, random = ''] = token.split('.')
  if (!same(signature, sign(login, random))) {
    throw problem(403, 'X-XSRF-TOKEN has to hold the token that GET /csrf gives.')
  }
}`,
      onStateChange(
        f,
        lines(
          '// Logging in acts by the password, not by a cookie.',
          `const login = ${f.path} !== '/login' && (${loginOf})`,
          `if (login) checkToken(login, ${f.header('X-XSRF-TOKEN')})`,
        ),
      ),
    ),
    route: lines(
      `const login = ${loginOf}`,
      "if (!login) throw unauthorized('Nobody is logged in.')",
      'const random = newId()',
      "const csrfToken = [sign(login, random), random].join('.')",
      '// Script reads this one, to send it back.',
      f.setCookie('CSRF', 'csrfToken', '{ ...COOKIE, httpOnly: false }'),
      f.setHeader('Cache-Control', "'no-store'"),
      f.json('{ csrfToken }'),
    ),
  }
}
