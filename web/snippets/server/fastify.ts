import { indented, lines, object, quoted } from '../code.ts'
import type { Framework } from './framework.ts'
import { cookieEntries, corsEntries, headerRecord } from './options.ts'

export const fastify: Framework = {
  name: 'Fastify',
  modules: {
    '@fastify/cookie': { default: 'cookie' },
    '@fastify/cors': { default: 'cors' },
    '@fastify/formbody': { default: 'formbody' },
    fastify: { default: 'Fastify' },
  },
  start: 'const app = Fastify({ bodyLimit: 65_536 })',
  request: 'request',
  context: 'request, reply',
  method: 'request.method',
  path: 'request.routeOptions.url',
  address: 'request.ip',
  input: 'request.body',
  header: (name) =>
    name.includes('-')
      ? `request.headers[${quoted(name.toLowerCase())}]`
      : `request.headers.${name.toLowerCase()}`,
  setHeader: (name, value) => `reply.header(${quoted(name)}, ${value})`,

  cors: (options) =>
    `await app.register(cors, ${object([
      ...corsEntries(options, {
        methods: 'methods',
        headers: 'allowedHeaders',
        expose: 'exposedHeaders',
        origin: (value) => `// As a function: then Vary names Origin.\norigin: async () => ${value}`,
        maxAge: String,
      }),
    ])})`,
  beforeCors: ({ secureContext, privateNetworkAccess }) =>
    lines(
      "app.addHook('onRequest', async (request, reply) => {",
      privateNetworkAccess &&
        "  if (request.headers['access-control-request-private-network']) reply.header('Access-Control-Allow-Private-Network', 'true')",
      '  // What asks for no method is no preflight, though @fastify/cors takes it for one.',
      "  const plainOptions = request.method === 'OPTIONS' && !request.headers['access-control-request-method']",
      "  if (plainOptions) return reply.headers({ Allow: METHODS, Vary: 'Origin' }).send()",
      secureContext &&
        "  reply.headers({ 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' })",
      '})',
    ),
  rawCors({ preflightStatus, preflightHeaders, answerHeaders }) {
    return `app.addHook('onRequest', async (request, reply) => {
  if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
    return reply.code(${preflightStatus}).headers(${indented(indented(headerRecord(preflightHeaders))).trim()}).send()
  }
  reply.headers(${indented(headerRecord(answerHeaders)).trim()})
  if (request.method === 'OPTIONS') return reply.header('Allow', METHODS).send()
})`
  },
  withoutCors: `app.addHook('onRequest', async (request, reply) => {
  if (request.method === 'OPTIONS') return reply.header('Allow', METHODS).send()
})`,

  cookies: (secret) => `await app.register(cookie${secret === null ? '' : `, { secret: ${secret} }`})`,
  // Without a word, @fastify/cookie sets SameSite=Lax.
  cookieOptions: (options) =>
    cookieEntries(options, { maxAge: 'seconds', unless: { sameSite: 'undefined' } }),
  cookie: (name) => `request.cookies[${name}]`,
  setCookie: (name, value, options) => `reply.setCookie(${name}, ${value}, ${options})`,
  clearCookie: (name, options) => `reply.clearCookie(${name}, ${options})`,
  signedCookie: (name) => `request.unsignCookie(request.cookies[${name}] ?? '').value`,
  setSignedCookie: (name, value, options) =>
    `reply.setCookie(${name}, ${value}, { ...${options}, signed: true })`,
  cookieNotes: () => [],

  before: (code) => `app.addHook('onRequest', async (request, reply) => {\n${indented(code)}\n})`,
  body: (forms) =>
    lines(
      '// Fastify would read text as well.',
      "app.removeContentTypeParser('text/plain')",
      forms && 'await app.register(formbody)',
    ),
  route: (method, path, code) =>
    `app.${method.toLowerCase()}(${quoted(path)}, async (request, reply) => {\n${indented(code)}\n})`,
  json: (value, status) =>
    status === undefined ? `return ${value}` : `return reply.code(${status}).send(${value})`,
  empty: 'return reply.code(204).send()',
  catching: `app.setNotFoundHandler(() => {
  throw problem(404, 'There is nothing at this address.')
})
app.setErrorHandler((error, request, reply) => {
  const { status, headers, body } = answerTo(error)
  return reply.code(status).headers(headers).type('application/problem+json').send(body)
})`,
  last: '',
  listen: "app.listen({ port: PORT, host: HOST }, () => console.log('Listening at port', PORT))",
}
