import { headerOf } from '../../../api/settings/header-line.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import type { Api, Transport } from './api.ts'
import { bearerAxios, bearerFetch } from './bearer.ts'
import { jwtCookieAxios, jwtCookieFetch } from './jwt-cookie.ts'
import { type Note, recordedAdapter, recordedFetch } from './recorder.ts'
import { sessionCookieAxios, sessionCookieFetch } from './session-cookie.ts'
import { sessionInCookieAxios, sessionInCookieFetch } from './session-in-cookie.ts'
import { inMemory, inStorage, type TokenStore } from './tokens.ts'

/** The client that the settings describe; every request it makes is noted. The browser makes them, or a model of one. */
export function createClient(
  { credential, client, csrf, cookie }: Settings,
  baseURL: string,
  tokens: TokenStore,
  note: Note,
  transport: Partial<Transport> = {},
): Api<unknown> {
  const extra = headerOf(client.header)
  const request = {
    baseURL,
    contentType: client.contentType,
    transferMethod: client.method,
    headers: Object.fromEntries(extra ? [extra] : []),
    ...(csrf.protection === 'double-submit' && { csrfCookie: csrfCookie(cookie.prefix, baseURL) }),
  }
  if (client.library === 'axios') {
    const { withCredentials } = client
    const options = { ...request, withCredentials, adapter: recordedAdapter(note, transport.adapter), tokens }
    return axiosClients[credential](options)
  }
  const { credentials, mode } = client
  const fetch = recordedFetch(note, transport.fetch)
  return fetchClients[credential]({ ...request, credentials, mode, fetch, tokens })
}

/** The API names its cookies after the experiment, the last part of its base URL. */
const csrfCookie = (prefix: Settings['cookie']['prefix'], baseURL: string) =>
  `${prefix === 'none' ? '' : prefix}XSRF-TOKEN-${baseURL.split('/').at(-1)}`

const axiosClients = {
  'session-cookie': sessionCookieAxios,
  'session-in-cookie': sessionInCookieAxios,
  'jwt-cookie': jwtCookieAxios,
  bearer: bearerAxios,
}

const fetchClients = {
  'session-cookie': sessionCookieFetch,
  'session-in-cookie': sessionInCookieFetch,
  'jwt-cookie': jwtCookieFetch,
  bearer: bearerFetch,
}

/** Where the settings say that a bearer token is kept; apart for each experiment. */
export function tokenStore({ token }: Settings, experiment: string): TokenStore {
  const key = `with-credentials.${experiment}`
  switch (token.keptIn) {
    case 'memory':
      return inMemory()
    case 'sessionStorage':
      return inStorage(sessionStorage, key)
    case 'localStorage':
      return inStorage(localStorage, key)
    default:
      return token.keptIn satisfies never
  }
}
