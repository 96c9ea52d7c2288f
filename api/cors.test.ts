import { describe, expect, it } from 'vitest'
import { apiWith, clientOf, PAGE, type TestAnswer, type TestRequest } from './test/api.ts'

const EVIL = 'http://evil.localhost:5173'

/** The part of an answer that decides what a browser does. */
function decisive({ status, headers }: TestAnswer) {
  const kept = Object.entries(headers).filter(([name]) =>
    /^(access-control-|cross-origin-|vary|location)/.test(name),
  )
  const single = kept.map(([name, value]) => [
    name,
    Array.isArray(value) && value.length === 1 ? value[0] : value,
  ])
  return { status, ...Object.fromEntries(single) }
}

const preflight = (path: string, origin = PAGE, more: Record<string, string> = {}): TestRequest => ({
  method: 'OPTIONS',
  path,
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,authorization',
    ...more,
  },
})
const asked = (path: string, origin: string | null = PAGE): TestRequest => ({
  path,
  headers: origin === null ? {} : { origin },
})

const methods = 'GET,HEAD,PUT,POST,DELETE,PATCH'
const allows = (origin: string) => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  vary: 'Origin',
})
const grants = (origin: string) => ({
  status: 204,
  ...allows(origin),
  'access-control-allow-methods': methods,
  'access-control-allow-headers': 'content-type,authorization',
})

interface Row {
  cors: object
  request: TestRequest
  answer: object
}

const rows: Row[] = [
  { cors: { policy: 'off' }, request: preflight('/me'), answer: { status: 200 } },
  { cors: { policy: 'off' }, request: asked('/me'), answer: { status: 401 } },

  { cors: {}, request: preflight('/me'), answer: grants(PAGE) },
  { cors: {}, request: preflight('/nothing'), answer: grants(PAGE) },
  { cors: {}, request: asked('/me'), answer: { status: 401, ...allows(PAGE) } },
  { cors: {}, request: asked('/nothing'), answer: { status: 404, ...allows(PAGE) } },
  { cors: {}, request: { ...asked('/me'), method: 'DELETE' }, answer: { status: 405, ...allows(PAGE) } },
  { cors: {}, request: asked('/me', EVIL), answer: { status: 401, ...allows(PAGE) } },
  { cors: {}, request: asked('/me', null), answer: { status: 401, ...allows(PAGE) } },
  {
    cors: { credentials: false },
    request: asked('/me'),
    answer: { status: 401, vary: 'Origin', 'access-control-allow-origin': PAGE },
  },
  {
    cors: { origin: 'https://app.example' },
    request: asked('/me'),
    answer: { status: 401, ...allows('https://app.example') },
  },
  { cors: { origin: 'unset' }, request: asked('/me', EVIL), answer: { status: 401, ...allows(EVIL) } },
  { cors: { origin: '*' }, request: asked('/me', EVIL), answer: { status: 401, ...allows(EVIL) } },
  {
    cors: { origin: '*', credentials: false },
    request: asked('/me', EVIL),
    answer: { status: 401, vary: 'Origin', 'access-control-allow-origin': '*' },
  },
  {
    cors: { allowMethods: ['GET'] },
    request: preflight('/me'),
    answer: { ...grants(PAGE), 'access-control-allow-methods': 'GET' },
  },
  {
    cors: { allowMethods: [] },
    request: preflight('/me'),
    answer: { ...grants(PAGE), 'access-control-allow-methods': undefined },
  },
  {
    cors: { allowHeaders: ['x-a', 'x-b'] },
    request: preflight('/me'),
    answer: { ...grants(PAGE), 'access-control-allow-headers': 'x-a,x-b' },
  },
  {
    cors: { maxAge: 600 },
    request: preflight('/me'),
    answer: { ...grants(PAGE), 'access-control-max-age': '600' },
  },
  {
    cors: { maxAge: 0 },
    request: preflight('/me'),
    answer: { ...grants(PAGE), 'access-control-max-age': '0' },
  },
  {
    cors: { exposeHeaders: ['www-authenticate'] },
    request: asked('/me'),
    answer: { status: 401, ...allows(PAGE), 'access-control-expose-headers': 'www-authenticate' },
  },
  { cors: { keepHeadersOnError: false }, request: asked('/me'), answer: { status: 401 } },
  {
    cors: { secureContext: true },
    request: asked('/me'),
    answer: {
      status: 401,
      ...allows(PAGE),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    },
  },
  {
    cors: { privateNetworkAccess: true },
    request: preflight('/me', PAGE, { 'access-control-request-private-network': 'true' }),
    answer: { ...grants(PAGE), 'access-control-allow-private-network': 'true' },
  },
  {
    cors: { privateNetworkAccess: false },
    request: preflight('/me', PAGE, { 'access-control-request-private-network': 'true' }),
    answer: grants(PAGE),
  },

  {
    cors: { policy: 'raw' },
    request: preflight('/me'),
    answer: {
      status: 204,
      'access-control-allow-origin': '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET,POST,PUT,PATCH',
      'access-control-allow-headers': 'content-type,authorization',
    },
  },
  {
    cors: { policy: 'raw' },
    request: asked('/me'),
    answer: { status: 401, 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' },
  },
  {
    cors: { policy: 'raw', preflightStatus: 404, preflightHeaders: [] },
    request: preflight('/me'),
    answer: { status: 404 },
  },
  {
    cors: {
      policy: 'raw',
      answerHeaders: [
        ['access-control-allow-origin', PAGE],
        ['Access-Control-Allow-Origin', '*'],
      ],
    },
    request: asked('/me'),
    answer: { status: 401, 'access-control-allow-origin': [PAGE, '*'] },
  },
  {
    cors: { policy: 'raw' },
    request: {
      method: 'POST',
      path: '/login',
      headers: { origin: PAGE, 'content-type': 'application/json' },
      body: '{',
    },
    answer: { status: 400, 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' },
  },

  {
    cors: { policy: 'reflects-any-origin' },
    request: asked('/me', EVIL),
    answer: { status: 401, ...allows(EVIL) },
  },
  {
    cors: { policy: 'matches-by-suffix' },
    request: asked('/me', 'http://evil.app.localhost:5173'),
    answer: { status: 401, ...allows('http://evil.app.localhost:5173') },
  },
  {
    cors: { policy: 'matches-by-suffix' },
    request: asked('/me', EVIL),
    answer: { status: 401 },
  },
  {
    cors: { policy: 'forgets-vary' },
    request: asked('/me'),
    answer: { status: 401, ...allows(PAGE), vary: undefined },
  },
  {
    cors: { policy: 'forgets-vary' },
    request: preflight('/me'),
    answer: { ...grants(PAGE), vary: undefined },
  },
  { cors: { policy: 'authentication-first' }, request: preflight('/me'), answer: { status: 401 } },
  { cors: { policy: 'authentication-first' }, request: preflight('/login'), answer: grants(PAGE) },
  { cors: { policy: 'authentication-first' }, request: asked('/me'), answer: { status: 401 } },
  {
    cors: { policy: 'preflight-redirected' },
    request: preflight('/me'),
    answer: { status: 307, location: 'me/' },
  },
  {
    cors: { policy: 'preflight-redirected' },
    request: asked('/me'),
    answer: { status: 401, ...allows(PAGE) },
  },
  { cors: { policy: 'errors-without-cors' }, request: asked('/me'), answer: { status: 401 } },
  { cors: { policy: 'errors-without-cors' }, request: preflight('/me'), answer: grants(PAGE) },
  {
    cors: { policy: 'trailing-slash' },
    request: asked('/me'),
    answer: { status: 401, ...allows(`${PAGE}/`) },
  },
  {
    cors: { policy: 'null-trusted' },
    request: asked('/me', 'null'),
    answer: { status: 401, ...allows('null') },
  },
  { cors: { policy: 'null-trusted' }, request: asked('/me', EVIL), answer: { status: 401 } },
]

const name = ({ cors, request }: Row) =>
  `${JSON.stringify(cors)}: ${request.method ?? 'GET'} ${request.path} from ${request.headers?.origin ?? 'no origin'}`

describe('the CORS policy', () => {
  it.each(rows.map((row) => ({ ...row, name: name(row) })))('$name', async ({ cors, request, answer }) => {
    const client = clientOf(apiWith({ credential: 'bearer', cors }))
    expect(decisive(await client.request(request))).toEqual(withoutUndefined(answer))
  })
})

const withoutUndefined = (value: object) =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined))
