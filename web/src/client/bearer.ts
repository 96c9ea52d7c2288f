/**
 * A bearer token. The script keeps it and sends it in the Authorization header; cookies play no part. On a
 * 401 the tokens are refreshed, once for all requests that wait for it, and the request is sent once more.
 */
import axios, { type AxiosResponse, isAxiosError } from 'axios'
import { type Api, type AxiosOptions, type FetchOptions, write } from './api.ts'
import { type TokenStore, tokensIn } from './tokens.ts'

export function bearerAxios(options: AxiosOptions & { tokens: TokenStore }): Api<AxiosResponse> {
  const { baseURL, withCredentials, headers, adapter, tokens } = options
  const defaults = { baseURL, withCredentials, headers, ...(adapter && { adapter }) }
  const body = { headers: { 'Content-Type': options.contentType } }

  // Refreshing and retrying go through an instance without interceptors: neither can loop.
  const plain = axios.create(defaults)
  const api = axios.create(defaults)
  let refreshing: Promise<AxiosResponse> | undefined

  async function issue(path: string, proof: object) {
    const answer = await plain.post(path, proof, body)
    tokens.set(tokensIn(answer.data))
    return answer
  }

  function refreshOnce() {
    refreshing ??= issue('/refresh', { refreshToken: tokens.get()?.refreshToken }).finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  api.interceptors.request.use((request) => {
    const kept = tokens.get()
    if (kept) request.headers.setAuthorization(`Bearer ${kept.accessToken}`)
    return request
  })

  api.interceptors.response.use(undefined, async (error: unknown) => {
    if (!isAxiosError(error) || error.response?.status !== 401 || !error.config || !tokens.get()) throw error
    const refreshed = await refreshOnce().then(
      () => true,
      () => false,
    )
    const kept = tokens.get()
    if (!refreshed || !kept) throw error
    error.config.headers.setAuthorization(`Bearer ${kept.accessToken}`)
    return plain.request(error.config)
  })

  return {
    login: (login) => issue('/login', login),
    me: () => api.get('/me'),
    admin: () => api.get('/admin'),
    transfer: (data) => api.request({ url: '/transfers', method: options.transferMethod, data, ...body }),
    refresh: refreshOnce,
    logout: () => {
      const { accessToken, refreshToken } = tokens.get() ?? {}
      const both = { ...body.headers, ...(accessToken && { Authorization: `Bearer ${accessToken}` }) }
      return plain.post('/logout', { refreshToken }, { headers: both }).finally(() => tokens.set(null))
    },
  }
}

export function bearerFetch(options: FetchOptions & { tokens: TokenStore }): Api<Response> {
  const { baseURL, credentials, mode, contentType, fetch = globalThis.fetch, tokens } = options
  let refreshing: Promise<Response> | undefined

  function send(method: string, path: string, body?: object, token?: string) {
    const headers = { ...options.headers }
    if (body) headers['Content-Type'] = contentType
    if (token) headers.Authorization = `Bearer ${token}`
    return fetch(baseURL + path, {
      method,
      credentials,
      mode,
      headers,
      body: body ? write(contentType, body) : null,
    })
  }

  async function issue(path: string, proof: object) {
    const answer = await send('POST', path, proof)
    if (answer.ok) tokens.set(tokensIn(await answer.clone().json()))
    return answer
  }

  function refreshOnce() {
    refreshing ??= issue('/refresh', { refreshToken: tokens.get()?.refreshToken }).finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  async function call(method: string, path: string, body?: object) {
    const answer = await send(method, path, body, tokens.get()?.accessToken)
    if (answer.status !== 401 || !tokens.get()) return answer
    const refreshed = await refreshOnce().then(
      ({ ok }) => ok,
      () => false,
    )
    return refreshed ? send(method, path, body, tokens.get()?.accessToken) : answer
  }

  return {
    login: (login) => issue('/login', login),
    me: () => call('GET', '/me'),
    admin: () => call('GET', '/admin'),
    transfer: (transfer) => call(options.transferMethod, '/transfers', transfer),
    refresh: refreshOnce,
    logout: () => {
      const { accessToken, refreshToken } = tokens.get() ?? {}
      return send('POST', '/logout', { refreshToken }, accessToken).finally(() => tokens.set(null))
    },
  }
}
