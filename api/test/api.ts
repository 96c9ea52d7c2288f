import { createSecretKey, randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import inject from 'light-my-request'
import { createApi } from '../create-api.ts'
import type { Deps } from '../deps.ts'
import { unhashedDemoUsers } from '../lab/demo-users.ts'
import { newRsaKey, rsaTokenKey } from '../lab/rsa-key.ts'
import type { TokenKey, TokenKeys } from '../tokens/tokens.ts'
import type { Algorithm } from '../tokens/verify-token.ts'
import { settingsFor } from './settings.ts'
import { sqliteStore } from './stores.ts'

export const PAGE = 'http://app.localhost:5173'
export const ID = 'test'

/** A new key of either algorithm. */
export async function newKey(algorithm: Algorithm): Promise<TokenKey> {
  if (algorithm === 'RS256') return rsaTokenKey(await newRsaKey())
  const secret = createSecretKey(randomBytes(32))
  return { kid: randomBytes(8).toString('base64url'), signing: secret, verifying: secret }
}

/** The API's keys, where a test brings none of its own. */
export const keys = { HS256: await newKey('HS256'), RS256: await newKey('RS256') }
export const tokenKeys: TokenKeys = (algorithm) => [keys[algorithm]]
export const csrfKey = createSecretKey(randomBytes(32))

export const login = {
  method: 'POST',
  path: '/login',
  body: { username: 'ada', password: 'lovelace' },
} as const
export const adminLogin = { ...login, body: { username: 'grace', password: 'hopper' } } as const

export interface TestRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  path: string
  headers?: Record<string, string>
  /** An object is sent as JSON; text as it stands. */
  body?: object | string
}

export interface TestAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** The parsed JSON body, or an empty object. */
  body: Record<string, unknown>
}

export interface TestClient {
  cookies: Map<string, string>
  /** The bearer token that goes along, once there is one. */
  token: string | undefined
  request(request: TestRequest): Promise<TestAnswer>
}

/** The real application, on an empty store where none is given. @param deps what is to differ */
export function apiWith(
  partial: unknown,
  { now = Date.now, store = sqliteStore(now), users = unhashedDemoUsers, ...deps }: Partial<Deps> = {},
): RequestListener {
  return createApi(settingsFor(partial), {
    id: ID,
    pageOrigin: PAGE,
    users,
    store,
    now,
    cookieKeys: ['a key for tests'],
    csrfKey,
    tokenKeys,
    ...deps,
  }).callback()
}

/** A client that sends back every cookie and token it was given: not a browser, which would choose. */
export function clientOf(listener: RequestListener): TestClient {
  const client: TestClient = {
    cookies: new Map(),
    token: undefined,
    async request({ method = 'GET', path, headers = {}, body }) {
      const answer = await inject(listener, {
        method,
        url: path,
        headers: {
          ...(client.cookies.size > 0 && {
            cookie: [...client.cookies].map((pair) => pair.join('=')).join('; '),
          }),
          ...(client.token !== undefined && { authorization: `Bearer ${client.token}` }),
          ...headers,
        },
        ...(body !== undefined && { payload: body }),
      })
      for (const line of [answer.headers['set-cookie'] ?? []].flat()) keepCookie(client.cookies, line)
      const json = answer.payload.startsWith('{') ? answer.json<Record<string, unknown>>() : {}
      if (typeof json.accessToken === 'string') client.token = json.accessToken
      return { status: answer.statusCode, headers: record(answer.headers), body: json }
    },
  }
  return client
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ')
  const name = pair.slice(0, pair.indexOf('='))
  const expires = attributes.find((attribute) => attribute.startsWith('expires='))
  if (expires && Date.parse(expires.slice('expires='.length)) <= Date.now()) cookies.delete(name)
  else cookies.set(name, pair.slice(name.length + 1))
}

function record(headers: Record<string, number | string | string[] | undefined>): TestAnswer['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  )
}
