import type { RequestListener } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ENGINES } from '../../web/browser/scenario.ts'
import { command } from './command.ts'
import type { Diagnosis } from './diagnose.ts'
import { PAGE, sound, type TestServer, testServer } from './test-server.ts'

let server: TestServer
let answer: RequestListener = () => {}
beforeEach(async () => {
  server = await testServer((request, response) => answer(request, response))
})
afterEach(() => server.close())

const allowing =
  (more: Record<string, string | string[]> = {}, status = 200): RequestListener =>
  (request, response) => {
    response.writeHead(status, { ...sound(request), ...more }).end('body')
  }
const ask = (...args: string[]) => command([`${server.origin}/me`, '--origin', PAGE, ...args])
const INCLUDE = ['--credentials', 'include']

describe('what is sent', () => {
  const PUT = [...INCLUDE, '--method', 'PUT', '--body', '{}', '--header', 'content-type: application/json']
  const main = () => server.received.filter((one) => !one.startsWith('OPTIONS'))

  it.each([
    { name: 'a PUT goes once for all engines', args: PUT, sent: ['PUT'], says: 'PUT was really sent, once.' },
    {
      name: 'a PUT with a cookie goes once with it and once without, for that is how engines differ',
      args: [...PUT, '--cookie', 'sid=1'],
      sent: ['PUT sid=1', 'PUT'],
      says: 'PUT was really sent, 2 times, for the engines ask differently.',
      status: 1,
    },
    {
      name: 'a PUT stays here with --preflight-only',
      args: [...PUT, '--preflight-only'],
      sent: [],
      says: 'every engine asked for: the request would be sent',
    },
    {
      name: 'a GET of one engine carries the cookie, and other origins ask without',
      args: [...INCLUDE, '--cookie', 'sid=1', '--engine', 'chromium'],
      sent: ['GET sid=1', 'GET', 'GET', 'GET', 'GET'],
      says: 'it is taken for one that the API had set, in answer to this page, with Path=/; SameSite=None; Secure.',
    },
    {
      name: 'a cookie stays behind where the credentials mode leaves it out',
      args: ['--cookie', 'sid=1', '--engine', 'firefox'],
      sent: ['GET', 'GET', 'GET', 'GET'],
      says: 'the cookie sid stays behind (CredentialsMode)\n  > client: Send the request with credentials: "include"',
      status: 1,
    },
    {
      name: 'a POST that needs no preflight goes once, and other origins are tried by OPTIONS',
      args: ['--method', 'POST', '--body', 'a=b'],
      sent: ['POST'],
      says: 'POST was really sent, once.',
    },
  ])('$name', async ({ args, sent, says, status = 0 }) => {
    answer = allowing()
    const ended = await ask(...args)
    expect(main()).toEqual(sent)
    expect(ended.out).toContain(says)
    expect(ended.status).toBe(status)
  })
})

describe('the exit status', () => {
  const lax = allowing({ 'set-cookie': 'sid=1; SameSite=Lax' })
  const none = allowing({ 'set-cookie': 'sid=1; SameSite=None; Secure' })
  it.each([
    { name: 'all is well', to: allowing(), args: INCLUDE, status: 0, says: 'Nothing is wrong here.' },
    {
      name: 'an error can be read',
      to: allowing({}, 500),
      args: INCLUDE,
      status: 0,
      says: 'may read the answer',
    },
    {
      name: 'a cookie is refused',
      to: lax,
      args: INCLUDE,
      status: 1,
      says: 'Set-Cookie sid: refused (SameSiteLax)',
    },
    {
      name: 'some engines refuse a cookie',
      to: none,
      args: INCLUDE,
      status: 1,
      says: 'spec, chromium, firefox: the script may',
    },
    {
      name: 'those that keep it are asked for',
      to: none,
      args: [...INCLUDE, '--engine', 'chromium', '--engine', 'firefox'],
      status: 0,
      says: 'Set-Cookie sid: stored',
    },
    {
      name: 'a cookie comes and the mode leaves it aside',
      to: none,
      args: [],
      status: 1,
      says: 'refused (CredentialsMode)',
    },
    {
      name: 'no cookie was meant',
      to: none,
      args: ['--credentials', 'omit'],
      status: 0,
      says: 'refused (CredentialsMode)',
    },
    {
      name: 'the answer is opaque',
      to: allowing(),
      args: ['--mode', 'no-cors'],
      status: 1,
      says: 'the script learns nothing of it',
    },
    {
      name: 'the answer says nothing of CORS',
      to: (_: unknown, response: Parameters<RequestListener>[1]) => void response.end(),
      args: [],
      status: 1,
      says: 'blocked by MissingAllowOriginHeader',
    },
    {
      name: 'it is redirected without end',
      to: allowing({ location: '/me' }, 302),
      args: INCLUDE,
      status: 1,
      says: 'blocked by TooManyRedirects',
    },
    {
      name: 'an errors’ answer alone has no CORS headers',
      to: (request: Parameters<RequestListener>[0], response: Parameters<RequestListener>[1]) =>
        void (request.headers.cookie
          ? allowing()(request, response)
          : request.method === 'OPTIONS'
            ? allowing()(request, response)
            : response.writeHead(401).end()),
      args: [...INCLUDE, '--cookie', 'sid=1', '--engine', 'chromium'],
      status: 0,
      says: 'caution: errors-without-cors',
    },
  ] satisfies { name: string; to: RequestListener; args: string[]; status: number; says: string }[])(
    'is $status where $name',
    async ({ to, args, status, says }) => {
      answer = to
      const ended = await ask(...args)
      expect(ended.out).toContain(says)
      expect(ended.status).toBe(status)
    },
  )

  it('is 1 for an https page that asks over http, and nothing is sent', async () => {
    const { out, status } = await command([
      'http://api.example.com/me',
      '--origin',
      'https://app.example.com',
    ])
    expect(out).toContain('every engine asked for: blocked by MixedContent')
    expect(out).not.toMatch(/^1\. /m)
    expect(status).toBe(1)
  })

  it('is 0 for a sandboxed frame that is let in', async () => {
    answer = (_, response) =>
      void response.writeHead(200, { 'access-control-allow-origin': 'null', vary: 'Origin' }).end()
    expect((await command([`${server.origin}/`, '--origin', 'null', '--credentials', 'omit'])).status).toBe(0)
  })
})

it('what nobody was told is not judged: cookies', async () => {
  answer = allowing()
  const { out } = await ask(...INCLUDE)
  expect(out).toContain(
    'No cookie was given, so what the API answers to somebody who is logged in is not judged.',
  )
  expect(out).toContain('  with Path=/; SameSite=None; Secure: in spec, chromium, firefox\n')
  expect(out).toContain('  with Path=/; SameSite=Lax: in none\n')
  expect((await ask()).out).toContain('The credentials mode "same-origin" would send none here')
})

it('--json has all of it', async () => {
  answer = allowing({ 'set-cookie': 'sid=1; SameSite=Lax', 'access-control-allow-origin': '*' })
  const { out, status } = await ask(...INCLUDE, '--json', '--header', 'x-a')
  const diagnosis: Diagnosis = JSON.parse(out)
  expect(diagnosis).toEqual({
    request: {
      url: `${server.origin}/me`,
      origin: PAGE,
      method: 'GET',
      mode: 'cors',
      credentials: 'include',
      headers: [['x-a', 'value']],
      cookies: [],
      preflightOnly: false,
    },
    ok: false,
    verdicts: ENGINES.map((engine) => ({
      engine,
      result: 'blocked',
      blockedBy: 'PreflightWildcardOriginNotAllowed',
      preflight: true,
      sent: false,
      cookies: [],
      withheld: [],
      fixes: [],
      setCookies: [],
      exposed: [],
      steps: expect.arrayContaining([
        {
          rule: 'fetch/cors-check',
          pass: false,
          text: expect.any(String),
          source: expect.stringContaining('#'),
        },
      ]),
      findings: [
        expect.objectContaining({ cause: 'PreflightWildcardOriginNotAllowed', ways: expect.any(Array) }),
      ],
    })),
    policy: [],
    cookies: expect.arrayContaining([{ attributes: 'Path=/; SameSite=Lax', engines: [] }]),
    exchanges: expect.arrayContaining([
      {
        request: expect.objectContaining({ method: 'OPTIONS', preflight: true }),
        answer: { status: 200, headers: expect.arrayContaining([['access-control-allow-origin', '*']]) },
        askedBy: [...ENGINES],
      },
    ]),
    assumed: [expect.stringContaining('x-a was named without a value')],
  })
  expect(status).toBe(1)
})
