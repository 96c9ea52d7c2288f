import type { Settings } from '../../../api/settings/settings.ts'
import { lines, object, paragraphs, quoted } from '../code.ts'
import type { Place, Snippet } from '../snippet.ts'
import { ANSWER_TO, helpers, letIn, transferred, USERS } from './common.ts'
import { credentialCode } from './credentials.ts'
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

  const body = paragraphs(
    f.start,
    corsCode(f, settings.cors, corsOptions(settings, place), transfer),
    f.catching,
    usesCookies && f.cookies(credential.secret ? 'COOKIE_SECRET' : null, settings.cookie.secure),
    USERS,
    credential.code,
    csrf.code,
    f.body(forms),
    f.route('POST', '/login', lines(letIn(f.input), credential.login)),
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
    ANSWER_TO,
    f.listen,
  )
  const code = paragraphs(
    lines(
      `const PORT = Number(process.env.PORT ?? ${new URL(place.api).port || 3000})`,
      "const HOST = '127.0.0.1' // TLS ends at a proxy in front of it",
      body.includes('PAGE') && `const PAGE = ${quoted(place.page)} // the page that may call`,
    ),
    usesCookies && lines(...names, `const COOKIE = ${object(f.cookieOptions(settings.cookie))}`),
    helpers(credential.main),
    credential.secret && 'const COOKIE_SECRET = process.env.COOKIE_SECRET ?? newId()',
    body,
  )
  const imports = importsOf(code, { ...COMMON, ...f.modules })
  const packages = imports.flatMap(({ module }) => packageOf(module) ?? [])
  return {
    name: f.name,
    side: 'server',
    file: 'server.mjs',
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

const FIRST = '// CORS comes first, so that errors carry its headers, and preflights need no credential.'

function corsMiddleware(f: Framework, cors: Settings['cors'], options: CorsOptions): string {
  switch (cors.policy) {
    case 'off':
      return f.withoutCors
    case 'raw':
      return lines(FIRST, f.rawCors(cors))
    default:
      return paragraphs(f.beforeCors(options), lines(FIRST, f.cors(options)))
  }
}
