import type { Exchange } from '../browser/scenario.ts'
import { lines, object, paragraphs, quoted } from '../snippets/code.ts'
import type { Framework } from '../snippets/server/framework.ts'
import { FRAMEWORKS } from '../snippets/server/frameworks.ts'
import { importsOf } from '../snippets/server/imports.ts'
import { nginxCookie, nginxCors } from '../snippets/server/nginx.ts'
import type { CookieOptions, CorsOptions } from '../snippets/server/options.ts'
import type { Change, Way } from './repairs.ts'

/** How one server is told. */
export interface Snippet {
  server: string
  code: string
}

/** The same in words, for servers whose lines differ from project to project. */
export interface Hint {
  server: string
  text: string
}

/** Lines for the server that make it answer as a way out asks; empty where the way is the client's. */
export function snippetsFor({ changes, scenario }: Way): Snippet[] {
  const [exchange] = scenario.exchanges
  if (!exchange || changes.every(({ where }) => where === 'client')) return []
  if (changes.some(({ name }) => name === 'Set-Cookie'))
    return changes.flatMap(cookieSnippets).slice(0, FRAMEWORKS.length + 1)
  return corsSnippets(exchange)
}

export const HINTS: readonly Hint[] = [
  {
    server: 'Spring',
    text: 'Declare a CorsConfigurationSource with setAllowedOrigins, setAllowedMethods, setAllowedHeaders and setAllowCredentials(true), and call http.cors(…) in the security chain, so that preflights pass before authentication.',
  },
  {
    server: 'Django',
    text: 'With django-cors-headers: CORS_ALLOWED_ORIGINS, CORS_ALLOW_CREDENTIALS = True, CORS_ALLOW_HEADERS; its middleware stands above CommonMiddleware.',
  },
  {
    server: 'ASP.NET',
    text: 'AddCors with WithOrigins(…), WithMethods(…), WithHeaders(…), AllowCredentials(); UseCors stands after UseRouting and before UseAuthentication and UseAuthorization.',
  },
  {
    server: 'Go',
    text: 'With github.com/jub0bs/cors or github.com/rs/cors: list the origin, the methods and the request headers, allow credentials, and wrap the outermost handler.',
  },
]

function corsSnippets({ preflight, response, request }: Exchange): Snippet[] {
  const value = (name: string) => preflight?.headers.find(([one]) => one === name)?.[1]
  const options: CorsOptions = {
    origin: response.headers.find(([name]) => name === 'Access-Control-Allow-Origin')?.[1] ?? '',
    credentials: request.credentials === 'include',
    methods: listed(value('Access-Control-Allow-Methods')),
    headers: listed(value('Access-Control-Allow-Headers')),
    expose: [],
    maxAge: null,
  }
  return [
    ...FRAMEWORKS.map((framework) => ({
      server: framework.name,
      code: withImports(framework, `// Before authentication and routes.\n${framework.cors(options)}`),
    })),
    { server: 'nginx', code: nginxCors(options) },
  ]
}

function cookieSnippets({ name: header, new: line }: Change): Snippet[] {
  if (header !== 'Set-Cookie' || line === null) return []
  const { name, options } = cookieIn(line)
  return [
    ...FRAMEWORKS.map((framework) => ({
      server: framework.name,
      code: withImports(
        framework,
        framework.setCookie(quoted(name), 'value', object(framework.cookieOptions(options))),
      ),
    })),
    { server: 'nginx', code: nginxCookie(name, options) },
  ]
}

const withImports = (framework: Framework, code: string) =>
  paragraphs(lines(...importsOf(code, framework.modules).map(({ line }) => line)), code)

/** What a Set-Cookie line that the model lets pass says. */
function cookieIn(line: string): { name: string; options: CookieOptions } {
  const [pair = '', ...attributes] = line.split(/;\s*/)
  const values = new Map(
    attributes.map((attribute) => {
      const [name = '', value = ''] = attribute.split('=')
      return [name.toLowerCase(), value]
    }),
  )
  const sameSite = SAME_SITE.find((one) => one.toLowerCase() === values.get('samesite')?.toLowerCase())
  const maxAge = Number(values.get('max-age') ?? Number.NaN)
  return {
    name: pair.split('=')[0] ?? '',
    options: {
      path: values.get('path') || '/',
      domain: values.get('domain') || null,
      sameSite: sameSite ?? 'unset',
      secure: values.has('secure'),
      // What was pasted does not tell whether script needs the cookie: it is kept from it.
      httpOnly: true,
      partitioned: values.has('partitioned'),
      maxAge: Number.isSafeInteger(maxAge) ? maxAge : null,
    },
  }
}

const SAME_SITE = ['Strict', 'Lax', 'None'] as const
const listed = (text: string | undefined) => (text ? text.split(/,\s*/) : [])
