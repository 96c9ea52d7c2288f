import { describe, expect, it } from 'vitest'
import { explain } from '../explain.ts'

const PAGE = 'http://app.localhost:5173'
const ORIGIN = 'https://app.example.com'
const judgedIn = (text: string) => {
  const explanation = explain(text, PAGE)
  return 'judged' in explanation ? explanation.judged : []
}
const shortly = (text: string) =>
  judgedIn(text).map(({ method, credentials, result, findings }) =>
    [method, credentials, result, ...findings.map(({ cause }) => cause)].join(' '),
  )

describe('headers', () => {
  it.each([
    {
      name: 'of an answer alone, for both credentials modes',
      text: 'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n\r\n{"a": 1}',
      judged: ['GET include blocked WildcardOriginNotAllowed', 'GET same-origin readable'],
    },
    {
      name: 'as developer tools copy them, name and value on two lines',
      text: `access-control-allow-origin:\n${ORIGIN}\naccess-control-allow-credentials:\ntrue\ncontent-type:\ntext/html`,
      judged: ['GET include readable', 'GET same-origin readable'],
    },
    {
      name: 'without a status line',
      text: `Content-Type: text/html\nAccess-Control-Allow-Origin: ${ORIGIN}`,
      judged: ['GET include blocked InvalidAllowCredentials', 'GET same-origin readable'],
    },
    {
      name: 'of curl -v with a cookie',
      text: `* Connected to api.example.org port 443\n> GET /me HTTP/2\n> Host: api.example.org\n> Origin: ${ORIGIN}\n> Cookie: sid=1\n>\n< HTTP/2 401\n< content-length: 0\n<`,
      judged: ['GET include blocked MissingAllowOriginHeader'],
    },
    {
      name: 'of curl -v with a preflight',
      text: `> OPTIONS /me HTTP/1.1\n> Host: api.example.org\n> Origin: ${ORIGIN}\n> Access-Control-Request-Method: PUT\n> Access-Control-Request-Headers: authorization\n>\n< HTTP/1.1 204 No Content\n< Access-Control-Allow-Origin: ${ORIGIN}\n< Access-Control-Allow-Credentials: true\n< Access-Control-Allow-Methods: PUT\n<`,
      judged: [
        'PUT include blocked HeaderDisallowedByPreflightResponse',
        'PUT same-origin blocked HeaderDisallowedByPreflightResponse',
      ],
    },
    {
      name: 'with a cookie that no cross-site request stores',
      text: `HTTP/2 200\naccess-control-allow-origin: ${ORIGIN}\naccess-control-allow-credentials: true\nset-cookie: sid=1; SameSite=Lax`,
      judged: ['GET include readable SameSiteLax', 'GET same-origin readable CredentialsMode'],
    },
  ])('$name', ({ text, judged }) => {
    expect(shortly(text)).toEqual(judged)
  })

  it('a way out allows what was allowed before, however its header is written', () => {
    const text = `> OPTIONS /me HTTP/1.1\n> Host: api.example.org\n> Origin: ${ORIGIN}\n> Access-Control-Request-Method: PUT\n> Access-Control-Request-Headers: authorization\n>\n< HTTP/2 204\n< access-control-allow-origin: ${ORIGIN}\n< access-control-allow-credentials: true\n< access-control-allow-methods: PUT,DELETE\n< access-control-allow-headers: *, x-other\n<`
    const [way] = judgedIn(text)[0]?.findings[0]?.ways ?? []
    expect(way?.snippets[0]?.code).toContain(
      "allowMethods: ['PUT', 'DELETE'],\n  allowHeaders: ['x-other', 'authorization'],",
    )
  })

  it('a body after them is not read as headers', () => {
    expect(shortly('HTTP/1.1 200 OK\nVary: Origin\n\nAccess-Control-Allow-Origin: *')).toEqual([
      'GET include blocked MissingAllowOriginHeader',
      'GET same-origin blocked MissingAllowOriginHeader',
    ])
  })
})

interface Given {
  url?: string
  method?: string
  sent?: Record<string, string>
  status?: number
  answered?: Record<string, string>
  more?: object
}
const lines = (headers: Record<string, string>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))
const entry = ({
  url = 'https://api.example.org/a',
  method = 'GET',
  sent = {},
  status = 200,
  answered = {},
  more,
}: Given) => ({
  request: { method, url, headers: lines({ Origin: ORIGIN, ...sent }) },
  response: { status, headers: lines(answered), redirectURL: answered.Location ?? '' },
  ...more,
})
const har = (...entries: Given[]) =>
  JSON.stringify({ log: { creator: { name: 'Firefox' }, entries: entries.map(entry) } })
const allowed = { 'Access-Control-Allow-Origin': ORIGIN, 'Access-Control-Allow-Credentials': 'true' }

describe('a HAR file', () => {
  it.each([
    {
      name: 'the worst first',
      entries: [{ answered: allowed }, {}],
      judged: ['GET same-origin blocked MissingAllowOriginHeader', 'GET include readable'],
    },
    { name: 'requests of one origin are left out', entries: [{ url: `${ORIGIN}/a` }], judged: [] },
    { name: 'navigations are left out', entries: [{ sent: { 'Sec-Fetch-Mode': 'navigate' } }], judged: [] },
    {
      name: 'a cookie tells the credentials mode',
      entries: [{ sent: { Cookie: 'a=1' }, answered: { 'Access-Control-Allow-Origin': '*' } }],
      judged: ['GET include blocked WildcardOriginNotAllowed'],
    },
    {
      name: 'a failure tells it too, where only one mode fails',
      entries: [
        {
          answered: { 'Access-Control-Allow-Origin': '*' },
          more: {
            response: {
              status: 200,
              headers: lines({ 'Access-Control-Allow-Origin': '*' }),
              _error: 'net::ERR_FAILED',
            },
          },
        },
      ],
      judged: ['GET include blocked WildcardOriginNotAllowed'],
    },
    {
      name: 'so does its absence, where the tools tell it',
      entries: [
        {
          more: {
            response: {
              status: 200,
              headers: lines({ ...allowed, 'Access-Control-Allow-Origin': '*' }),
              _error: null,
            },
          },
        },
      ],
      judged: ['GET same-origin readable'],
    },
    {
      name: 'Sec-Fetch-Storage-Access tells it',
      entries: [
        { sent: { 'Sec-Fetch-Storage-Access': 'none' }, answered: { 'Access-Control-Allow-Origin': '*' } },
      ],
      judged: ['GET include blocked WildcardOriginNotAllowed'],
    },
    ...[
      { agent: 'Firefox/153.0', site: 'cross-site', judged: 'GET same-origin readable' },
      { agent: 'Firefox/140.0', site: 'cross-site', judged: 'GET include blocked WildcardOriginNotAllowed' },
      { agent: 'Firefox/153.0', site: 'same-site', judged: 'GET include blocked WildcardOriginNotAllowed' },
    ].map(({ agent, site, judged }) => ({
      name: `without it, ${agent} asked a ${site} server: ${judged}`,
      entries: [
        {
          sent: { 'User-Agent': agent, 'Sec-Fetch-Site': site },
          answered: { ...allowed, 'Access-Control-Allow-Origin': '*' },
        },
      ],
      judged: [judged],
    })),
    {
      name: 'a preflight is the answer before the request',
      entries: [
        { method: 'OPTIONS', status: 404, sent: { 'Access-Control-Request-Method': 'PUT' } },
        { method: 'PUT', status: 0 },
      ],
      judged: ['PUT same-origin blocked PreflightMissingAllowOriginHeader'],
    },
    {
      name: 'a preflight that is missing was answered before',
      entries: [{ method: 'PUT', answered: allowed }],
      judged: ['PUT include readable'],
    },
    { name: 'an answer that is missing', entries: [{ status: 0 }], judged: ['GET same-origin no answer'] },
    {
      name: 'a redirect is followed',
      entries: [
        { status: 302, answered: { ...allowed, Location: 'https://api.example.org/b' } },
        { url: 'https://api.example.org/b' },
      ],
      judged: [
        'GET include blocked MissingAllowOriginHeader',
        'GET same-origin blocked MissingAllowOriginHeader',
      ],
    },
    {
      name: 'no-cors is opaque',
      entries: [{ sent: { 'Sec-Fetch-Mode': 'no-cors' } }],
      judged: ['GET same-origin opaque'],
    },
  ] satisfies { name: string; entries: Given[]; judged: string[] }[])('$name', ({ entries, judged }) => {
    expect(shortly(har(...entries))).toEqual(judged)
  })

  it('says what hangs on a guess', () => {
    const [judged] = judgedIn(har({ answered: { ...allowed, 'Access-Control-Allow-Origin': '*' } }))
    expect(judged?.unknown).toEqual([
      'No cookie went along, so the credentials mode is a guess.',
      'Without credentials the script could read the answer.',
    ])
  })

  it('without cookies and Authorization says so', () => {
    expect(explain(har({}), PAGE)).toMatchObject({ kind: 'recording', sanitized: true })
    expect(explain(har({ sent: { Cookie: 'a=1' } }), PAGE)).toMatchObject({ sanitized: false })
  })
})
