import type { Settings } from '../../../api/settings/settings.ts'
import { indented, lines, paragraphs } from '../code.ts'
import type { Place, Snippet } from '../snippet.ts'
import { type CookieOptions, type CorsOptions, cookieName, corsOptions } from './options.ts'

/** A reverse proxy before an application that knows nothing of CORS, for sound settings. */
export function nginx(settings: Settings, place: Place): Snippet {
  const { cors, cookie, credential } = settings
  const policy = corsLines(settings, place)
  const cookies = credential === 'bearer' ? '' : cookieLines(settings)
  const code = paragraphs(
    cors.policy !== 'off' && PREFLIGHT,
    cors.policy === 'koa-cors' && cors.privateNetworkAccess && PRIVATE_NETWORK,
    `server {
  listen 8080; # or 443 ssl, with your certificate
  server_name ${new URL(place.api).hostname};

  location / {
${indented(indented(paragraphs(policy, cookies, PROXY)))}
  }
}`,
  )
  return {
    name: 'nginx',
    side: 'server',
    file: 'api.conf',
    language: 'nginx',
    packages: [],
    code: `${literalDollars(code)}\n`,
    notes: [
      'nginx does not say who asks: logging in and the protection against forged requests stay with the application.',
      ...(credential === 'bearer' ? [] : cookieNotes(cookie)),
      ...(cors.policy === 'raw' && cors.preflightStatus === 444
        ? ['nginx closes the connection where it should answer with 444.']
        : []),
    ],
  }
}

/** Says whether a request asks for permission; in the http block. */
const PREFLIGHT = `map "$request_method $http_access_control_request_method" $preflight {
  default 0;
  "~^OPTIONS ." 1;
}`

const PRIVATE_NETWORK = `map $http_access_control_request_private_network $private_network {
  default true;
  "" "";
}`

const PROXY = `proxy_pass http://127.0.0.1:3000; # your application
proxy_set_header Host $http_host;
proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
proxy_set_header X-Forwarded-Proto $scheme;`

function corsLines(settings: Settings, place: Place): string {
  const { cors } = settings
  if (cors.policy === 'off') return ''
  if (cors.policy === 'raw') {
    return location(cors.answerHeaders.map(literal), cors.preflightHeaders.map(literal), cors.preflightStatus)
  }
  const isolation = cors.secureContext
    ? [
        add('Cross-Origin-Opener-Policy', '"same-origin"'),
        add('Cross-Origin-Embedder-Policy', '"require-corp"'),
      ]
    : []
  // A header without a value is not sent.
  const network = cors.privateNetworkAccess
    ? [add('Access-Control-Allow-Private-Network', '$private_network')]
    : []
  const { answer, preflight } = corsHeaders(corsOptions(settings, place))
  return location([...answer, ...isolation], [...preflight, ...isolation, ...network], 204)
}

/** What one location says of CORS, and what the http block has to say before. */
export const nginxCors = (options: CorsOptions): string => {
  const { answer, preflight } = corsHeaders(options)
  return literalDollars(
    paragraphs(
      `# In the http block:\n${PREFLIGHT}`,
      `# In the location:\n${location(answer, preflight, 204)}`,
    ),
  )
}

function corsHeaders({ origin, credentials, methods, headers, expose, maxAge }: CorsOptions) {
  const both = [
    add('Access-Control-Allow-Origin', text(origin)),
    ...(credentials ? [add('Access-Control-Allow-Credentials', '"true"')] : []),
    add('Vary', '"Origin"'),
  ]
  const allowed = headers.length > 0 ? text(headers.join(', ')) : '$http_access_control_request_headers'
  return {
    answer: [
      ...both,
      ...(expose.length > 0 ? [add('Access-Control-Expose-Headers', text(expose.join(', ')))] : []),
    ],
    preflight: [
      ...both,
      ...(methods.length > 0 ? [add('Access-Control-Allow-Methods', text(methods.join(', ')))] : []),
      add('Access-Control-Allow-Headers', allowed),
      ...(maxAge === null ? [] : [add('Access-Control-Max-Age', text(String(maxAge)))]),
    ],
  }
}

const location = (answer: string[], preflight: string[], status: number) =>
  lines(
    '# Two layers that both send these would send them twice: what the application says of CORS is dropped.',
    ...OF_APPLICATION.map((name) => `proxy_hide_header ${name};`),
    '# always: with errors too.',
    ...answer,
    'if ($preflight) {',
    ...[...preflight, `return ${status};`].map((line) => `  ${line}`),
    '}',
  )

const OF_APPLICATION = [
  'Allow-Origin',
  'Allow-Credentials',
  'Allow-Methods',
  'Allow-Headers',
  'Expose-Headers',
].map((name) => `Access-Control-${name}`)

const add = (name: string, value: string) => `add_header ${name} ${value} always;`
const literal = ([name, value]: [string, string]) => add(text(name), text(value))

/** A sign for a dollar that is meant: nginx knows no other way to write one. */
const DOLLAR = `\${dollar}`
const text = (value: string) => `"${value.replace(/[\\"]/g, '\\$&').replaceAll('$', () => DOLLAR)}"`

function literalDollars(code: string): string {
  return code.includes(DOLLAR) ? paragraphs('geo $dollar {\n  default "$";\n}', code) : code
}

/** The attributes of the application's cookies. */
function cookieLines({ cookie, csrf }: Settings): string {
  const readable = csrf.protection === 'double-submit' && cookieName(cookie, 'XSRF-TOKEN')
  return lines(
    '# The attributes of the cookies that the application sets; the first line that fits a cookie counts.',
    readable && cookieFlags({ ...cookie, httpOnly: false }, readable),
    cookieFlags(cookie),
    ...pathLines(cookie),
  )
}

/** Lines for a location that give one cookie of the application its attributes. */
export const nginxCookie = (name: string, options: CookieOptions): string =>
  literalDollars(lines(cookieFlags(options, name), ...pathLines(options)))

/** @param cookie its name; left out, every cookie */
function cookieFlags({ secure, httpOnly, sameSite }: CookieOptions, cookie?: string): string {
  const flags = [
    secure ? 'secure' : 'nosecure',
    httpOnly ? 'httponly' : 'nohttponly',
    sameSite === 'unset' ? 'nosamesite' : `samesite=${sameSite.toLowerCase()}`,
  ]
  return `proxy_cookie_flags ${cookie === undefined ? '~' : text(cookie)} ${flags.join(' ')};`
}

/** nginx has no directive that adds Domain or Partitioned, but what it puts in the place of a Path may go on with them. */
function pathLines({ path, domain, partitioned }: CookieOptions): string[] {
  const more = `${domain === null ? '' : `; Domain=${domain}`}${partitioned ? '; Partitioned' : ''}`
  if (more === '') return path === '/' ? [] : [`proxy_cookie_path ~^/$ ${text(path)};`]
  return [
    '# nginx 1.22 has no directive for these, but what stands in the place of a Path may go on with them.',
    ...(path === '/' ? [] : [`proxy_cookie_path ~^/$ ${text(`${path}${more}`)};`]),
    `proxy_cookie_path ~^(.*)$ "$1${more}";`,
  ]
}

function cookieNotes({ prefix, maxAge, domain, partitioned }: Settings['cookie']): string[] {
  return [
    ...(prefix === 'none' ? [] : [`nginx cannot rename cookies: ${prefix} has to stand in the application.`]),
    ...(maxAge === null
      ? []
      : ['nginx cannot say how long a cookie lives: Max-Age has to stand in the application.']),
    ...(domain === null && !partitioned
      ? []
      : [
          'Domain and Partitioned reach only cookies to which the application gives a Path, and none of the two.',
        ]),
  ]
}
