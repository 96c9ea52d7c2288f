/**
 * Tokens in cookies. The script cannot see that the access token has expired: the API says 401. Then the
 * tokens are refreshed, once for all requests that wait for it, and the request is sent once more.
 */
import axios, { type AxiosResponse, isAxiosError } from 'axios'
import { type Api, type AxiosOptions, type FetchOptions, write } from './api.ts'
import { csrfHeaders, sendCsrfToken, xsrfOptions } from './csrf.ts'

export function jwtCookieAxios(options: AxiosOptions): Api<AxiosResponse> {
  const { baseURL, withCredentials, headers, adapter, csrfCookie } = options
  const defaults = {
    baseURL,
    withCredentials,
    headers,
    ...(adapter && { adapter }),
    ...(csrfCookie && xsrfOptions(csrfCookie)),
  }
  const body = { headers: { 'Content-Type': options.contentType } }

  // Refreshing and retrying go through an instance without the interceptor: neither can loop.
  const plain = axios.create(defaults)
  const api = axios.create(defaults)
  if (csrfCookie) sendCsrfToken([plain, api], plain)
  let refreshing: Promise<AxiosResponse> | undefined

  function refreshOnce() {
    refreshing ??= plain.post('/refresh').finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  api.interceptors.response.use(undefined, async (error: unknown) => {
    if (!isAxiosError(error) || error.response?.status !== 401 || !error.config) throw error
    const refreshed = await refreshOnce().then(
      () => true,
      () => false,
    )
    if (!refreshed) throw error
    return plain.request(error.config)
  })

  return {
    login: (login) => plain.post('/login', login, body),
    me: () => api.get('/me'),
    admin: () => api.get('/admin'),
    transfer: (data) => api.request({ url: '/transfers', method: options.transferMethod, data, ...body }),
    refresh: refreshOnce,
    logout: () => plain.post('/logout'),
  }
}

export function jwtCookieFetch(options: FetchOptions): Api<Response> {
  const { baseURL, credentials, mode, contentType, fetch = globalThis.fetch } = options
  let refreshing: Promise<Response> | undefined

  const sendWith = (method: string, path: string, headers: Record<string, string>, body?: object) =>
    fetch(baseURL + path, {
      method,
      credentials,
      mode,
      headers: { ...options.headers, ...headers, ...(body && { 'Content-Type': contentType }) },
      body: body ? write(contentType, body) : null,
    })

  const headersFor = options.csrfCookie ? csrfHeaders(() => sendWith('GET', '/csrf', {})) : async () => ({})

  const send = async (method: string, path: string, body?: object) =>
    sendWith(method, path, await headersFor(method, path), body)

  function refreshOnce() {
    refreshing ??= send('POST', '/refresh').finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  async function call(method: string, path: string, body?: object) {
    const answer = await send(method, path, body)
    if (answer.status !== 401) return answer
    const refreshed = await refreshOnce().then(
      ({ ok }) => ok,
      () => false,
    )
    return refreshed ? send(method, path, body) : answer
  }

  return {
    login: (login) => send('POST', '/login', login),
    me: () => call('GET', '/me'),
    admin: () => call('GET', '/admin'),
    transfer: (transfer) => call(options.transferMethod, '/transfers', transfer),
    refresh: refreshOnce,
    logout: () => send('POST', '/logout'),
  }
}
