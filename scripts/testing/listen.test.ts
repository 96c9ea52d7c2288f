import { afterEach, describe, expect, it } from 'vitest'
import { openPage, type ScenarioRequest } from '../../web/browser/model.ts'
import { liveNetwork } from '../diagnose/liveNetwork.ts'
import { listen, type RecordingServer } from './listen.ts'

let server: RecordingServer | undefined
afterEach(() => server?.close())

const PAGE = 'https://app.localhost/'

/** A request of a page that the server's every answer allows, with cookies it had set before. */
async function ask(
  at: string,
  setCookies: string[],
  request: Omit<ScenarioRequest, 'url'> & { path: string },
) {
  server = await listen((_, response) => {
    response.setHeader('Access-Control-Allow-Origin', new URL(PAGE).origin)
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    response.setHeader('Access-Control-Allow-Headers', 'X-Test')
    response.end()
  }, at)
  const { path, ...rest } = request
  const url = server.url(path)
  const jar = setCookies.map((setCookie) => ({ url, setCookie }))
  const page = openPage({ browser: { engine: 'spec' }, page: PAGE, jar })
  await page.fetch({ url, credentials: 'include', ...rest }, liveNetwork({ insecure: true }))
  return server
}

describe('it remembers', () => {
  it.each(['http://app.localhost', 'https://app.localhost', 'http://127.0.0.1', 'http://localhost'])(
    'what came to %s',
    async (at) => {
      const { origin, last } = await ask(at, [], { path: '/me?a=b' })
      expect(origin).toMatch(new RegExp(`^${at}:\\d+$`))
      expect(last('/me')).toMatchObject({
        method: 'GET',
        path: '/me?a=b',
        origin: 'https://app.localhost',
        cookies: [],
        preflight: false,
      })
      expect(last('/login')).toBeUndefined()
    },
  )

  it.each([
    { set: ['session=1; Path=/; Secure'], cookies: ['session'] },
    {
      set: ['a=b=c; Path=/', 'nameless; Path=/', '__Host-id=2; Path=/; Secure'],
      cookies: ['a', '', '__Host-id'],
    },
  ])('the names of cookies: $set', async ({ set, cookies }) => {
    const { last } = await ask('https://app.localhost', set, { path: '/me' })
    expect(last('/me')?.cookies).toEqual(cookies)
  })

  it('a preflight and the request after it, in order', async () => {
    const { requests, last } = await ask('http://app.localhost', [], {
      path: '/me',
      headers: [['X-Test', '1']],
    })
    expect(requests.map(({ method, preflight }) => ({ method, preflight }))).toEqual([
      { method: 'OPTIONS', preflight: true },
      { method: 'GET', preflight: false },
    ])
    expect(last('/me')?.headers).toContainEqual(['x-test', '1'])
  })
})

it.each([
  {
    at: 'https://api.example.com',
    sentence:
      /needs an origin of this machine, such as "http:\/\/api\.localhost", not "https:\/\/api\.example\.com"/,
  },
  { at: 'api.localhost', sentence: /needs an origin/ },
  { at: 'ftp://localhost', sentence: /needs an origin/ },
  { at: 'http://localhost/api', sentence: /needs an origin/ },
  {
    at: 'http://localhost:4000',
    sentence: /takes a free port: leave ":4000" out of "http:\/\/localhost:4000"/,
  },
])('it refuses $at: $sentence', async ({ at, sentence }) => {
  const listening = listen(() => {}, at)
  await expect(listening).rejects.toThrow(TypeError)
  await expect(listening).rejects.toThrow(sentence)
})
