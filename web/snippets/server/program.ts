import type { Settings } from '../../../api/settings/settings.ts'
import { lines, object, paragraphs, quoted } from '../code.ts'
import type { Place, Snippet } from '../snippet.ts'
import { credentialCode } from './credential.ts'
import { csrfCode } from './csrf.ts'
import type { Framework } from './framework.ts'
import { COMMON, importsOf, packageOf } from './imports.ts'
import { type CorsOptions, cookieName, corsOptions } from './options.ts'

/** A whole program in one framework, for sound settings. */
export function program(f: Framework, settings: Settings, place: Place): Snippet {
  const credential = credentialCode(f, settings, place.api)
  const csrf = csrfCode(f, settings, credential)
  const cookies = csrf.route ? { ...credential.cookies, CSRF: 'XSRF-TOKEN' } : credential.cookies
  const names = Object.entries(cookies).map(
    ([constant, holds]) => `const ${constant} = ${quoted(cookieName(settings.cookie, holds))}`,
  )
  const usesCookies = names.length > 0
  const transfer = settings.client.method
  const forms = settings.client.contentType === 'application/x-www-form-urlencoded'

  const code = paragraphs(
    lines(
      `const PORT = Number(process.env.PORT ?? ${new URL(place.api).port || 3000})`,
      "const HOST = '127.0.0.1' // TLS ends at a proxy in front of it",
      `const PAGE = ${quoted(place.page)} // the page that may call`,
    ),
    usesCookies && lines(...names, `const COOKIE = ${object(f.cookieOptions(settings.cookie))}`),
    credential.secret && 'const COOKIE_SECRET = process.env.COOKIE_SECRET ?? newId()',
    f.start,
    corsCode(f, settings.cors, corsOptions(settings, place), transfer),
    f.catching,
    usesCookies && f.cookies(credential.secret ? 'COOKIE_SECRET' : null, settings.cookie.secure),
    USERS,
    credential.code,
    csrf.code,
    f.body(forms),
    f.route('POST', '/login', lines(login(f.input), credential.login)),
    f.route('GET', '/me', lines(`const user = await authenticated(${f.request})`, f.json('user'))),
    f.route(
      transfer,
      '/transfers',
      lines(`await authenticated(${f.request})`, transferred(f.input, forms), f.json('{ to, amount }', 201)),
    ),
    credential.refresh && f.route('POST', '/refresh', credential.refresh),
    csrf.route && f.route('GET', '/csrf', csrf.route),
    f.route('POST', '/logout', credential.logout),
    f.last,
    problems(credential.main),
    HELPERS,
    f.listen,
  )
  const imports = importsOf(code, { ...COMMON, ...f.modules })
  const packages = imports.flatMap(({ module }) => packageOf(module) ?? [])
  return {
    name: f.name,
    side: 'server',
    file: 'server.js',
    language: 'javascript',
    packages: [...new Set(packages)],
    code: `${paragraphs(lines(...imports.map(({ line }) => line)), code)}\n`,
    notes: [...(usesCookies ? f.cookieNotes(settings.cookie) : []), ...notesOf(settings, place)],
  }
}

function notesOf({ wire, cors, credential }: Settings, place: Place): string[] {
  return [
    ...(place.page === place.api && cors.policy !== 'off'
      ? [
          'The page and the API are of one origin: CORS stands here because the settings have it; nothing needs it.',
        ]
      : []),
    ...(wire.servers === 'shared-store' && credential !== 'session-in-cookie'
      ? [
          'A Map is one process’s own: two servers need a store that they share in its place, and the same secrets.',
        ]
      : []),
  ]
}

function corsCode(f: Framework, cors: Settings['cors'], options: CorsOptions, transfer: string): string {
  const code = corsMiddleware(f, cors, options)
  const methods = [...new Set(['GET', 'HEAD', 'POST', transfer])].join(', ')
  return paragraphs(code.includes('METHODS') && `const METHODS = '${methods}'`, code)
}

function corsMiddleware(f: Framework, cors: Settings['cors'], options: CorsOptions): string {
  switch (cors.policy) {
    case 'off':
      return f.withoutCors
    case 'raw':
      return lines(
        '// CORS comes first, so that errors carry its headers, and preflights need no credential.',
        f.rawCors(cors),
      )
    default:
      return paragraphs(
        f.beforeCors(cors),
        lines(
          '// CORS comes first, so that errors carry its headers, and preflights need no credential.',
          f.cors(options),
        ),
      )
  }
}

const USERS = `// The place for your own users: look them up, compare the password's hash (scrypt, argon2), and limit the attempts.
const users = new Map([['ada', { username: 'ada', name: 'Ada' }]])
const demoPassword = process.env.DEMO_PASSWORD ?? newId() // without the variable, nobody gets in
const userWith = (username, password) => (same(password, demoPassword) ? users.get(username) : undefined)`

const login = (input: string) => `const { username, password } = ${input} ?? {}
if (typeof username !== 'string' || typeof password !== 'string') {
  throw new Problem(422, 'Expected username and password, as text.')
}
const user = userWith(username, password)
if (!user) throw unauthorized('The username or the password is wrong.')`

const transferred = (
  input: string,
  forms: boolean,
) => `const { to, ${forms ? 'amount: text' : 'amount'} } = ${input} ?? {}
${forms ? 'const amount = Number(text)\n' : ''}if (typeof to !== 'string' || !Number.isSafeInteger(amount) || amount < 1) {
  throw new Problem(422, 'Expected to, as text, and amount, a whole number above 0.')
}
// The place for what your API does.`

/** @param cookie the constant of the cookie that a 401 asks for */
const problems = (cookie: string | undefined) => `/** An error that the client is told of (RFC 9457). */
class Problem extends Error {
  constructor(status, detail, headers = {}) {
    super(detail)
    Object.assign(this, { status, headers })
  }
}

${
  cookie
    ? `function unauthorized(detail) {
  return new Problem(401, detail, { 'WWW-Authenticate': \`Cookie realm="api", cookie-name="\${${cookie}}"\` })
}`
    : `function unauthorized(detail, error = '') {
  return new Problem(401, detail, { 'WWW-Authenticate': \`Bearer realm="api"\${error}\` })
}`
}

/** What goes out for an error; of one that nobody foresaw, nothing but that it happened. */
function answerTo(error) {
  const { status = error.statusCode ?? 500, headers = {} } = error
  if (status >= 500) console.error(error)
  const detail = status < 500 ? error.message : 'Something failed in the server.'
  return { status, headers, body: JSON.stringify({ title: STATUS_CODES[status], status, detail }) }
}`

const HELPERS = `// 256 random bits: a text that nobody guesses.
function newId() {
  return randomBytes(32).toString('base64url')
}

function hash(text) {
  return createHash('sha256').update(text).digest('base64url')
}

// Takes the same time whatever is equal.
function same(one, other) {
  return timingSafeEqual(Buffer.from(hash(one)), Buffer.from(hash(other)))
}`
