import { indented, lines, object, quoted } from '../code.ts'
import type { Framework } from './framework.ts'
import { cookieEntries, corsEntries, headerRecord } from './options.ts'

export const express: Framework = {
  name: 'Express',
  modules: {
    'cookie-parser': { default: 'cookieParser' },
    cors: { default: 'cors' },
    express: { default: 'express' },
  },
  start: "const app = express()\napp.disable('x-powered-by')",
  request: 'request',
  context: 'request, response',
  method: 'request.method',
  path: 'request.path',
  address: 'request.ip',
  input: 'request.body',
  header: (name) => `request.get(${quoted(name)})`,
  setHeader: (name, value) => `response.set(${quoted(name)}, ${value})`,

  cors: (options) =>
    `app.use(cors(${object([
      ...corsEntries(options, {
        methods: 'methods',
        headers: 'allowedHeaders',
        expose: 'exposedHeaders',
        origin: (value) => `origin: ${value}`,
        maxAge: String,
      }),
    ])}))`,
  beforeCors: ({ secureContext, privateNetworkAccess }) =>
    lines(
      'app.use((request, response, next) => {',
      "  response.vary('Origin')",
      privateNetworkAccess &&
        "  if (request.get('Access-Control-Request-Private-Network')) response.set('Access-Control-Allow-Private-Network', 'true')",
      '  // What asks for no method is no preflight, though `cors` takes it for one.',
      "  const plainOptions = request.method === 'OPTIONS' && !request.get('Access-Control-Request-Method')",
      "  if (plainOptions) return response.set('Allow', METHODS).end()",
      secureContext &&
        "  response.set({ 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' })",
      '  next()',
      '})',
    ),
  rawCors({ preflightStatus, preflightHeaders, answerHeaders }) {
    return `app.use((request, response, next) => {
  if (request.method === 'OPTIONS' && request.get('Access-Control-Request-Method')) {
    response.status(${preflightStatus}).set(${indented(indented(headerRecord(preflightHeaders))).trim()}).end()
    return
  }
  response.set(${indented(headerRecord(answerHeaders)).trim()})
  if (request.method === 'OPTIONS') return response.set('Allow', METHODS).end()
  next()
})`
  },
  withoutCors: `app.use((request, response, next) => {
  if (request.method === 'OPTIONS') return response.set('Allow', METHODS).end()
  next()
})`,

  cookies: (secret) => `app.use(cookieParser(${secret ?? ''}))

// cookie-parser makes an object of a value that begins with j: and such a value is none of ours.
const textOf = (value) => (typeof value === 'object' ? JSON.stringify(value) : value)`,
  cookieOptions: (options) => cookieEntries(options, { maxAge: 'milliseconds', unless: {} }),
  cookie: (name) => `textOf(request.cookies[${name}])`,
  setCookie: (name, value, options) => `response.cookie(${name}, ${value}, ${options})`,
  clearCookie: (name, options) => `response.clearCookie(${name}, ${options})`,
  signedCookie: (name) => `textOf(request.signedCookies[${name}])`,
  setSignedCookie: (name, value, options) =>
    `response.cookie(${name}, ${value}, { ...${options}, signed: true })`,
  cookieNotes: () => [],

  before: (code) => `app.use(async (request, response, next) => {\n${indented(code)}\n  next()\n})`,
  body: (forms) =>
    lines(
      'app.use((request, response, next) => {',
      `  if (request.get('Content-Type') && !request.is(${forms ? "['json', 'urlencoded']" : "'json'"})) throw problem(415, 'The body has to be ${forms ? 'JSON or a form' : 'JSON'}.')`,
      '  next()',
      '})',
      "app.use(express.json({ limit: '64kb' }))",
      forms && "app.use(express.urlencoded({ limit: '64kb' }))",
    ),
  route: (method, path, code) =>
    `app.${method.toLowerCase()}(${quoted(path)}, async (request, response) => {\n${indented(code)}\n})`,
  json: (value, status) => `response${status === undefined ? '' : `.status(${status})`}.json(${value})`,
  empty: 'response.status(204).end()',
  catching: '',
  last: `app.use(() => {
  throw problem(404, 'There is nothing at this address.')
})
app.use((error, request, response, next) => {
  const { status, headers, body } = answerTo(error)
  response.status(status).set(headers).type('application/problem+json').send(body)
})`,
  listen: "app.listen(PORT, HOST, () => console.log('Listening at port', PORT))",
}
