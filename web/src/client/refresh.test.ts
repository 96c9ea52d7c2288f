import { type AxiosAdapter, AxiosError, AxiosHeaders } from 'axios'
import { describe, expect, it } from 'vitest'
import type { Api, Fetch } from './api.ts'
import { bearerAxios, bearerFetch } from './bearer.ts'
import { jwtCookieAxios, jwtCookieFetch } from './jwt-cookie.ts'
import { recordedAdapter, recordedFetch } from './recorder.ts'
import { inMemory } from './tokens.ts'

/** A server as a function: it answers to "POST /login", told the access token that came. */
type Server = (request: string, token: string | null) => { status: number; body?: unknown } | 'unreachable'

const request = {
  baseURL: 'http://api',
  contentType: 'application/json',
  transferMethod: 'POST',
  headers: {},
}

/** Each client that refreshes, on a fake server; the cookie jar is one variable. */
const clients: [name: string, create: (server: Server) => { api: Api<unknown>; sent: string[] }][] = [
  [
    'jwt-cookie with axios',
    (server) => overAxios(server, (adapter) => jwtCookieAxios({ ...axiosOptions, adapter })),
  ],
  [
    'jwt-cookie with fetch',
    (server) => overFetch(server, (fetch) => jwtCookieFetch({ ...fetchOptions, fetch })),
  ],
  [
    'bearer with axios',
    (server) => overAxios(server, (adapter) => bearerAxios({ ...axiosOptions, adapter, tokens: inMemory() })),
  ],
  [
    'bearer with fetch',
    (server) => overFetch(server, (fetch) => bearerFetch({ ...fetchOptions, fetch, tokens: inMemory() })),
  ],
]

const axiosOptions = { ...request, withCredentials: true }
const fetchOptions = { ...request, credentials: 'include' as const, mode: 'cors' as const }

function overFetch(server: Server, create: (fetch: Fetch) => Api<unknown>) {
  const { answer, sent } = wire(server)
  const fake: Fetch = async (url, init) => {
    const { status, body } = answer(init.method ?? 'GET', url, new Headers(init.headers).get('authorization'))
    return new Response(JSON.stringify(body), { status })
  }
  return { sent, api: create(recordedFetch(noteNothing, fake)) }
}

function overAxios(server: Server, create: (adapter: AxiosAdapter) => Api<unknown>) {
  const { answer, sent } = wire(server)
  const fake: AxiosAdapter = async (config) => {
    const authorization = config.headers.getAuthorization()
    const { status, body } = answer(
      (config.method ?? 'get').toUpperCase(),
      `${config.baseURL}${config.url}`,
      typeof authorization === 'string' ? authorization : null,
    )
    const response = {
      status,
      statusText: '',
      data: JSON.stringify(body),
      headers: new AxiosHeaders(),
      config,
    }
    if (status < 300) return response
    throw new AxiosError('refused', undefined, config, null, response)
  }
  return { sent, api: create(recordedAdapter(noteNothing, fake)) }
}

const noteNothing = () => () => undefined

/** Takes the token from the Authorization header, or from the jar that logging in and refreshing fill. */
function wire(server: Server) {
  const sent: string[] = []
  let jar: string | null = null
  function answer(method: string, url: string, authorization: string | null) {
    const name = `${method} ${new URL(url).pathname}`
    sent.push(name)
    const result = server(name, authorization?.replace('Bearer ', '') ?? jar)
    if (result === 'unreachable') throw new TypeError('Failed to fetch')
    const token = Object.entries(result.body ?? {}).find(([key]) => key === 'accessToken')?.[1]
    if (typeof token === 'string') jar = token
    return result
  }
  return { answer, sent }
}

const issued = (accessToken: string) => ({
  status: 200,
  body: { accessToken, refreshToken: `r-${accessToken}` },
})

/** Issues "old" on logging in and "new" on refreshing; only "new" opens anything. */
const expires: Server = (request, token) => {
  if (request === 'POST /login') return issued('old')
  if (request === 'POST /refresh') return issued('new')
  return token === 'new' ? { status: 200, body: {} } : { status: 401, body: {} }
}

describe.each(clients)('%s', (_, create) => {
  const rows: [name: string, server: Server, act: (api: Api<unknown>) => Promise<unknown>, sent: string[]][] =
    [
      [
        'refreshes on a 401 and sends the request once more',
        expires,
        (api) => api.me(),
        ['GET /me', 'POST /refresh', 'GET /me'],
      ],
      [
        'keeps the body for the second time',
        expires,
        (api) => api.transfer({ to: 'bob', amount: 1 }),
        ['POST /transfers', 'POST /refresh', 'POST /transfers'],
      ],
      [
        'refreshes once for requests that wait together',
        expires,
        (api) => Promise.all([api.me(), api.admin()]),
        ['GET /me', 'GET /admin', 'POST /refresh', 'GET /me', 'GET /admin'],
      ],
      [
        'stops at a second 401',
        (request) =>
          request === 'POST /refresh' || request === 'POST /login' ? issued('old') : { status: 401 },
        (api) => api.me(),
        ['GET /me', 'POST /refresh', 'GET /me'],
      ],
      [
        'stops when the refresh is refused',
        (request) => (request === 'POST /login' ? issued('old') : { status: 401 }),
        (api) => api.me(),
        ['GET /me', 'POST /refresh'],
      ],
      [
        'stops when the refresh gets no answer',
        (request) => {
          if (request === 'POST /login') return issued('old')
          return request === 'POST /refresh' ? 'unreachable' : { status: 401 }
        },
        (api) => api.me(),
        ['GET /me', 'POST /refresh'],
      ],
      [
        'never refreshes for a refresh',
        (request) => (request === 'POST /login' ? issued('old') : { status: 401 }),
        (api) => api.refresh(),
        ['POST /refresh'],
      ],
      [
        'does not refresh on a 403',
        (request) => (request === 'POST /login' ? issued('old') : { status: 403 }),
        (api) => api.admin(),
        ['GET /admin'],
      ],
    ]
  it.each(rows)('%s', async (_name, server, act, expected) => {
    const { api, sent } = create(server)
    await api.login({ username: 'ada', password: 'right' })
    await act(api).catch(() => undefined)
    expect(sent).toEqual(['POST /login', ...expected])
  })

  it('never refreshes for a wrong password', async () => {
    const { api, sent } = create(() => ({ status: 401 }))
    await api.login({ username: 'ada', password: 'wrong' }).catch(() => undefined)
    expect(sent).toEqual(['POST /login'])
  })
})

it('bearer sends the token that refreshing brought', async () => {
  const tokens: (string | null)[] = []
  const { api } = overFetch(
    (request, token) => {
      tokens.push(token)
      return expires(request, token)
    },
    (fetch) => bearerFetch({ ...fetchOptions, fetch, tokens: inMemory() }),
  )
  await api.login({ username: 'ada', password: 'right' })
  await api.me()
  expect(tokens.at(1)).toBe('old')
  expect(tokens.at(-1)).toBe('new')
})
