import { indented, lines, object, quoted } from '../code.ts'
import type { Framework } from './framework.ts'
import { cookieEntries, corsEntries } from './options.ts'

/** 400 days (RFC 6265bis, 5.5): what is longer, Hono refuses. */
const LONGEST = 34_560_000

export const hono: Framework = {
  name: 'Hono',
  modules: {
    '@hono/node-server': { names: ['serve'] },
    '@hono/node-server/conninfo': { names: ['getConnInfo'] },
    hono: { names: ['Hono'] },
    'hono/body-limit': { names: ['bodyLimit'] },
    'hono/cookie': {
      names: ['deleteCookie', 'getCookie', 'getSignedCookie', 'setCookie', 'setSignedCookie'],
    },
    'hono/cors': { names: ['cors'] },
  },
  start: 'const app = new Hono()',
  request: 'c',
  context: 'c',
  method: 'c.req.method',
  path: 'c.req.path',
  address: 'getConnInfo(c).remote.address',
  input: '(await bodyOf(c))',
  header: (name) => `c.req.header(${quoted(name)})`,
  setHeader: (name, value) => `c.header(${quoted(name)}, ${value})`,

  cors: (options) =>
    `app.use(cors(${object([
      ...corsEntries(options, {
        methods: 'allowMethods',
        headers: 'allowHeaders',
        expose: 'exposeHeaders',
        origin: (value) =>
          `// As a function: else the answer to another origin names none.\norigin: () => ${value}`,
        maxAge: String,
      }),
    ])}))`,
  beforeCors: ({ secureContext, privateNetworkAccess }) =>
    lines(
      'app.use(async (c, next) => {',
      privateNetworkAccess &&
        "  if (c.req.header('Access-Control-Request-Private-Network')) c.header('Access-Control-Allow-Private-Network', 'true')",
      '  // What asks for no method is no preflight, though hono/cors takes it for one.',
      "  const plainOptions = c.req.method === 'OPTIONS' && !c.req.header('Access-Control-Request-Method')",
      "  if (plainOptions) return c.body(null, 200, { Allow: METHODS, Vary: 'Origin' })",
      secureContext &&
        "  c.header('Cross-Origin-Opener-Policy', 'same-origin')\n  c.header('Cross-Origin-Embedder-Policy', 'require-corp')",
      '  await next()',
      '})',
    ),
  rawCors({ preflightStatus, preflightHeaders, answerHeaders }) {
    const set = (headers: [string, string][]) =>
      headers.map(([name, value], i) => {
        const again = headers.slice(0, i).some(([other]) => other.toLowerCase() === name.toLowerCase())
        return `c.header(${quoted(name)}, ${quoted(value)}${again ? ', { append: true }' : ''})`
      })
    const body = (status: number) => ([204, 205, 304].includes(status) ? 'null' : "''")
    return lines(
      'app.use(async (c, next) => {',
      "  if (c.req.method === 'OPTIONS' && c.req.header('Access-Control-Request-Method')) {",
      ...set(preflightHeaders).map((line) => `    ${line}`),
      `    return c.body(${body(preflightStatus)}, ${preflightStatus})`,
      '  }',
      ...set(answerHeaders).map((line) => `  ${line}`),
      "  if (c.req.method === 'OPTIONS') return c.body(null, 200, { Allow: METHODS })",
      '  await next()',
      '})',
    )
  },
  withoutCors: "app.options('*', (c) => c.body(null, 200, { Allow: METHODS }))",

  cookies: () => '',
  cookieOptions: ({ partitioned, maxAge, ...options }) =>
    cookieEntries(
      {
        ...options,
        partitioned: partitioned && options.secure,
        maxAge: maxAge === null ? null : Math.min(maxAge, LONGEST),
      },
      { maxAge: 'seconds', unless: {} },
    ),
  cookie: (name) => `getCookie(c, ${name})`,
  setCookie: (name, value, options) => `setCookie(c, ${name}, ${value}, ${options})`,
  clearCookie: (name, options) => `deleteCookie(c, ${name}, ${options})`,
  signedCookie: (name) => `await getSignedCookie(c, COOKIE_SECRET, ${name})`,
  setSignedCookie: (name, value, options) =>
    `await setSignedCookie(c, ${name}, ${value}, COOKIE_SECRET, ${options})`,
  cookieNotes: ({ partitioned, secure, maxAge, prefix, path, domain }) => [
    ...(partitioned && !secure
      ? ['Hono refuses Partitioned without Secure, as Chromium does: it is left out.']
      : []),
    ...(maxAge !== null && maxAge > LONGEST
      ? ['Hono refuses a Max-Age above 400 days, to which browsers cut it down: it is 400 days.']
      : []),
    ...((prefix !== 'none' && !secure) || (prefix === '__Host-' && (path !== '/' || domain !== null))
      ? ['Hono refuses to set a cookie against its prefix, and so do browsers: logging in is answered 500.']
      : []),
  ],

  before: (code) => `app.use(async (c, next) => {\n${indented(code)}\n  await next()\n})`,
  body: (forms) => `app.use(bodyLimit({ maxSize: 65_536 }))

async function bodyOf(c) {
  const type = c.req.header('Content-Type') ?? ''
  try {
    if (type.startsWith('application/json')) return await c.req.json()${
      forms
        ? "\n    if (type.startsWith('application/x-www-form-urlencoded')) return await c.req.parseBody()"
        : ''
    }
  } catch {
    throw problem(400, 'The body cannot be read.')
  }
  if (type) throw problem(415, 'The body has to be ${forms ? 'JSON or a form' : 'JSON'}.')
}`,
  route: (method, path, code) =>
    `app.${method.toLowerCase()}(${quoted(path)}, async (c) => {\n${indented(code)}\n})`,
  json: (value, status) => `return c.json(${value}${status === undefined ? '' : `, ${status}`})`,
  empty: 'return c.body(null, 204)',
  catching: `function answer(error, c) {
  const { status, headers, body } = answerTo(error)
  return c.body(body, status, { ...headers, 'Content-Type': 'application/problem+json' })
}
app.onError(answer)
app.notFound((c) => answer(problem(404, 'There is nothing at this address.'), c))`,
  last: '',
  listen:
    "serve({ fetch: app.fetch, port: PORT, hostname: HOST }, () => console.log('Listening at port', PORT))",
}
