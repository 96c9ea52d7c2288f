import { type AxiosAdapter, AxiosError, AxiosHeaders } from 'axios'
import { describe, expect, it } from 'vitest'
import type { Api, Fetch } from './api.ts'
import { jwtCookieAxios, jwtCookieFetch } from './jwt-cookie.ts'
import { sessionCookieAxios, sessionCookieFetch } from './session-cookie.ts'

/** A server as a function: it answers to "POST /login", told the CSRF token that came. */
type Server = (request: string, token: string | null) => { status: number; body?: unknown } | 'unreachable'

const request = {
  baseURL: 'http://api',
  contentType: 'application/json',
  transferMethod: 'POST',
  headers: {},
  csrfCookie: 'XSRF-TOKEN-test',
}
const axiosOptions = { ...request, withCredentials: true }
const fetchOptions = { ...request, credentials: 'include' as const, mode: 'cors' as const }

const clients: [name: string, create: (server: Server) => Api<unknown>][] = [
  [
    'session-cookie with axios',
    (server) => sessionCookieAxios({ ...axiosOptions, adapter: adapterTo(server) }),
  ],
  [
    'session-cookie with fetch',
    (server) => sessionCookieFetch({ ...fetchOptions, fetch: fetchFrom(server) }),
  ],
  ['jwt-cookie with axios', (server) => jwtCookieAxios({ ...axiosOptions, adapter: adapterTo(server) })],
  ['jwt-cookie with fetch', (server) => jwtCookieFetch({ ...fetchOptions, fetch: fetchFrom(server) })],
]

function fetchFrom(server: Server): Fetch {
  return async (url, init) => {
    const token = new Headers(init.headers).get('x-xsrf-token')
    const answer = server(`${init.method} ${new URL(url).pathname}`, token)
    if (answer === 'unreachable') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status })
  }
}

function adapterTo(server: Server): AxiosAdapter {
  return async (config) => {
    const token = config.headers.get('X-XSRF-TOKEN')
    const answer = server(
      `${config.method?.toUpperCase()} ${config.url}`,
      typeof token === 'string' ? token : null,
    )
    if (answer === 'unreachable') throw new AxiosError('Network Error', AxiosError.ERR_NETWORK, config)
    const { status, body = {} } = answer
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
}

type Act = (api: Api<unknown>) => Promise<unknown>
const login: Act = (api) => api.login({ username: 'ada', password: 'right' })
const me: Act = (api) => api.me()
const transfer: Act = (api) => api.transfer({ to: 'grace', amount: 1 })
const logout: Act = (api) => api.logout()

/** Gives token after token, and lets all requests pass. */
function givesTokens(): Server {
  let given = 0
  return (request) =>
    request === 'GET /csrf' ? { status: 200, body: { csrfToken: `t${++given}` } } : { status: 200 }
}

const rows: { name: string; server: () => Server; acts: Act[]; sent: string[] }[] = [
  {
    name: 'neither to log in nor to read',
    server: givesTokens,
    acts: [login, me],
    sent: ['POST /login', 'GET /me'],
  },
  {
    name: 'with a change of state',
    server: givesTokens,
    acts: [transfer],
    sent: ['GET /csrf', 'POST /transfers t1'],
  },
  {
    name: 'asked for once, with each change of state',
    server: givesTokens,
    acts: [transfer, logout],
    sent: ['GET /csrf', 'POST /transfers t1', 'POST /logout t1'],
  },
  {
    name: 'asked for anew after another login',
    server: givesTokens,
    acts: [transfer, login, transfer],
    sent: ['GET /csrf', 'POST /transfers t1', 'POST /login', 'GET /csrf', 'POST /transfers t2'],
  },
  {
    name: 'not at all where none is to be had, and asked for again the next time',
    server: () => (request) => ({ status: request === 'GET /csrf' ? 401 : 200 }),
    acts: [transfer, logout],
    sent: ['GET /csrf', 'POST /transfers', 'GET /csrf', 'POST /logout'],
  },
  {
    name: 'not at all where /csrf cannot be read',
    server: () => (request) => (request === 'GET /csrf' ? 'unreachable' : { status: 200 }),
    acts: [transfer],
    sent: ['GET /csrf', 'POST /transfers'],
  },
]

describe.each(clients)('%s sends a CSRF token', (_, create) => {
  it.each(rows)('$name', async ({ server, acts, sent }) => {
    const seen: string[] = []
    const answer = server()
    const api = create((request, token) => {
      seen.push(token === null ? request : `${request} ${token}`)
      return answer(request, token)
    })
    for (const act of acts) await act(api)
    expect(seen).toEqual(sent)
  })
})

describe.each(clients.slice(2))('%s', (_, create) => {
  it('sends the token with the refresh too, and with the request that is repeated', async () => {
    const seen: string[] = []
    const tokens = givesTokens()
    let refreshed = false
    const api = create((request, token) => {
      seen.push(token === null ? request : `${request} ${token}`)
      if (request === 'POST /refresh') refreshed = true
      return request === 'POST /transfers' && !refreshed ? { status: 401 } : tokens(request, token)
    })
    await transfer(api)
    expect(seen).toEqual(['GET /csrf', 'POST /transfers t1', 'POST /refresh t1', 'POST /transfers t1'])
  })
})
