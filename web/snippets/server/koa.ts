import { indented, lines, object, paragraphs, quoted } from '../code.ts'
import type { Framework } from './framework.ts'
import { cookieEntries, corsEntries, headerRecord } from './options.ts'

export const koa: Framework = {
  name: 'Koa',
  modules: {
    '@koa/bodyparser': { names: ['bodyParser'] },
    '@koa/cors': { default: 'cors' },
    '@koa/router': { default: 'Router' },
    koa: { default: 'Koa' },
  },
  start: 'const app = new Koa()\nconst router = new Router()',
  request: 'ctx',
  context: 'ctx',
  method: 'ctx.method',
  path: 'ctx.path',
  address: 'ctx.ip',
  input: 'ctx.request.body',
  header: (name) => `ctx.get(${quoted(name)})`,
  setHeader: (name, value) => `ctx.set(${quoted(name)}, ${value})`,

  cors: (options) =>
    `app.use(cors(${object([
      ...corsEntries(options, {
        methods: 'allowMethods',
        headers: 'allowHeaders',
        expose: 'exposeHeaders',
        origin: (value) => `origin: ${value}`,
        maxAge: // As text: the library takes the number 0 for "no header".
          (seconds) => quoted(String(seconds)),
      }),
      ...(options.secureContext ? ['secureContext: true'] : []),
      ...(options.privateNetworkAccess ? ['privateNetworkAccess: true'] : []),
    ])}))`,
  beforeCors: () => '',
  rawCors({ preflightStatus, preflightHeaders, answerHeaders }) {
    return `app.use(async (ctx, next) => {
  if (ctx.method === 'OPTIONS' && ctx.get('Access-Control-Request-Method')) {
    ctx.status = ${preflightStatus}
    ctx.set(${indented(indented(headerRecord(preflightHeaders))).trim()})
    return
  }
  ctx.set(${indented(headerRecord(answerHeaders)).trim()})
  await next()
})`
  },
  withoutCors: '',

  cookies: (secret, secure) =>
    paragraphs(
      secure &&
        `// Koa refuses Secure cookies over plain http. But TLS may end at a proxy, and localhost needs none.
app.use(async (ctx, next) => {
  ctx.cookies.secure = true
  await next()
})`,
      secret !== null &&
        `// The signature is part of the value. Koa’s own would be a second cookie, which a read leaves unchecked unless asked.
function sealed(text) {
  return [text, createHmac('sha256', ${secret}).update(text).digest('base64url')].join('.')
}

function opened(value = '') {
  const [text] = value.split('.')
  return same(value, sealed(text)) ? text : undefined
}`,
    ),
  cookieOptions: (options) =>
    cookieEntries(options, { maxAge: 'milliseconds', unless: { secure: 'false', httpOnly: 'false' } }),
  cookie: (name) => `ctx.cookies.get(${name})`,
  setCookie: (name, value, options) => `ctx.cookies.set(${name}, ${value}, ${options})`,
  clearCookie: (name, options) => `ctx.cookies.set(${name}, null, ${options})`,
  signedCookie: (name) => `opened(ctx.cookies.get(${name}))`,
  setSignedCookie: (name, value, options) => `ctx.cookies.set(${name}, sealed(${value}), ${options})`,
  cookieNotes: () => [],

  before: (code) => `app.use(async (ctx, next) => {\n${indented(code)}\n  await next()\n})`,
  body: (forms) =>
    lines(
      'app.use(async (ctx, next) => {',
      `  if (ctx.get('Content-Type') && !ctx.is(${forms ? "'json', 'urlencoded'" : "'json'"})) throw problem(415, 'The body has to be ${forms ? 'JSON or a form' : 'JSON'}.')`,
      '  await next()',
      '})',
      `app.use(bodyParser({ enableTypes: [${forms ? "'json', 'form'" : "'json'"}], jsonLimit: '64kb'${forms ? ", formLimit: '64kb'" : ''} }))`,
    ),
  route: (method, path, code) =>
    `router.${method.toLowerCase()}(${quoted(path)}, async (ctx) => {\n${indented(code)}\n})`,
  json: (value, status) => lines(status !== undefined && `ctx.status = ${status}`, `ctx.body = ${value}`),
  empty: 'ctx.status = 204',
  catching: `app.use(async (ctx, next) => {
  try {
    await next()
    if (ctx.status === 404) throw problem(404, 'There is nothing at this address.')
  } catch (error) {
    const { status, headers, body } = answerTo(error)
    ctx.status = status
    ctx.set(headers)
    ctx.body = body
    ctx.type = 'application/problem+json'
  }
})`,
  last: 'app.use(router.routes())\napp.use(router.allowedMethods())',
  listen: "app.listen(PORT, HOST, () => console.log('Listening at port', PORT))",
}
