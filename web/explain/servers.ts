import type { Exchange } from '../browser/scenario.ts'
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
  if (changes.some(({ name }) => name === 'Set-Cookie')) return changes.flatMap(cookieSnippets).slice(0, 4)
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
  const origin = quoted(response.headers.find(([name]) => name === 'Access-Control-Allow-Origin')?.[1] ?? '')
  const credentials = request.credentials === 'include'
  const methods = listed(value('Access-Control-Allow-Methods'))
  const headers = listed(value('Access-Control-Allow-Headers'))
  const options = (methodsName: string, headersName: string, more = '') =>
    [
      `origin: ${origin}`,
      ...(credentials ? ['credentials: true'] : []),
      `${methodsName}: [${methods.map(quoted).join(', ')}]`,
      ...(headers.length > 0 ? [`${headersName}: [${headers.map(quoted).join(', ')}]`] : []),
      ...(more ? [more] : []),
    ]
      .map((option) => `  ${option},\n`)
      .join('')
  return [
    {
      server: 'Koa',
      code: `import cors from '@koa/cors'\n\n// The first app.use, before authentication and routes.\napp.use(cors({\n${options('allowMethods', 'allowHeaders', 'keepHeadersOnError: true')}}))`,
    },
    {
      server: 'Express',
      code: `import cors from 'cors'\n\n// The first app.use, before authentication and routes.\napp.use(cors({\n${options('methods', 'allowedHeaders')}}))`,
    },
    {
      server: 'Fastify',
      code: `import cors from '@fastify/cors'\n\n// Before any other plugin.\nawait app.register(cors, {\n${options('methods', 'allowedHeaders')}})`,
    },
    { server: 'nginx', code: nginx(origin, credentials, methods, headers) },
  ]
}

function nginx(origin: string, credentials: boolean, methods: string[], headers: string[]): string {
  const both = [
    `add_header Access-Control-Allow-Origin ${origin} always;`,
    ...(credentials ? ['add_header Access-Control-Allow-Credentials "true" always;'] : []),
    'add_header Vary "Origin" always;',
  ]
  const preflight = [
    ...both,
    `add_header Access-Control-Allow-Methods "${methods.join(', ')}" always;`,
    ...(headers.length > 0
      ? [`add_header Access-Control-Allow-Headers "${headers.join(', ')}" always;`]
      : []),
    'return 204;',
  ]
  const indented = preflight.map((line) => `  ${line}`).join('\n')
  return `# In the location; take the same headers out of the application behind it.\n${both.join('\n')}\nif ($request_method = OPTIONS) {\n${indented}\n}`
}

function cookieSnippets({ name: header, new: line }: Change): Snippet[] {
  if (header !== 'Set-Cookie' || line === null) return []
  const [pair = '', ...attributes] = line.split(/;\s*/)
  const name = quoted(pair.split('=')[0] ?? '')
  const has = (attribute: string) => attributes.find((one) => one.toLowerCase().startsWith(attribute))
  const sameSite = has('samesite')?.split('=')[1]
  const options = [
    'httpOnly: true',
    ...(has('path') ? [`path: ${quoted(has('path')?.split('=')[1] ?? '/')}`] : []),
    ...(sameSite ? [`sameSite: ${quoted(sameSite.toLowerCase())}`] : []),
    ...(has('secure') ? ['secure: true'] : []),
    ...(has('partitioned') ? ['partitioned: true'] : []),
  ].join(', ')
  const flags = [
    ...(has('secure') ? ['secure'] : []),
    ...(sameSite ? [`samesite=${sameSite.toLowerCase()}`] : []),
  ].join(' ')
  return [
    { server: 'Koa', code: `ctx.cookies.set(${name}, value, { ${options} })` },
    { server: 'Express', code: `res.cookie(${name}, value, { ${options} })` },
    { server: 'Fastify', code: `reply.setCookie(${name}, value, { ${options} })` },
    ...(has('partitioned') || flags === ''
      ? []
      : [{ server: 'nginx', code: `proxy_cookie_flags ${pair.split('=')[0]} ${flags};` }]),
  ]
}

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`
const listed = (text: string | undefined) => (text ? text.split(/,\s*/) : [])
