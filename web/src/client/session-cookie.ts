/**
 * A session in a cookie. The browser stores it and sends it: the script never sees it, and has only to ask
 * that credentials go with its requests.
 */
import axios, { type AxiosResponse } from 'axios'
import { type Api, type AxiosOptions, type FetchOptions, write } from './api.ts'
import { csrfHeaders, sendCsrfToken, xsrfOptions } from './csrf.ts'

export function sessionCookieAxios(options: AxiosOptions): Api<AxiosResponse> {
  const { baseURL, withCredentials, headers, adapter, csrfCookie } = options
  const api = axios.create({
    baseURL,
    withCredentials,
    headers,
    ...(adapter && { adapter }),
    ...(csrfCookie && xsrfOptions(csrfCookie)),
  })
  if (csrfCookie) sendCsrfToken([api], api)
  const body = { headers: { 'Content-Type': options.contentType } }

  return {
    login: (login) => api.post('/login', login, body),
    me: () => api.get('/me'),
    admin: () => api.get('/admin'),
    transfer: (data) => api.request({ url: '/transfers', method: options.transferMethod, data, ...body }),
    refresh: () => api.post('/refresh'),
    logout: () => api.post('/logout'),
  }
}

export function sessionCookieFetch(options: FetchOptions): Api<Response> {
  const { baseURL, credentials, mode, contentType, fetch = globalThis.fetch } = options

  const send = (method: string, path: string, headers: Record<string, string>, body?: object) =>
    fetch(baseURL + path, {
      method,
      credentials,
      mode,
      headers: { ...options.headers, ...headers, ...(body && { 'Content-Type': contentType }) },
      body: body ? write(contentType, body) : null,
    })

  const headersFor = options.csrfCookie ? csrfHeaders(() => send('GET', '/csrf', {})) : async () => ({})

  const call = async (method: string, path: string, body?: object) =>
    send(method, path, await headersFor(method, path), body)

  return {
    login: (login) => call('POST', '/login', login),
    me: () => call('GET', '/me'),
    admin: () => call('GET', '/admin'),
    transfer: (transfer) => call(options.transferMethod, '/transfers', transfer),
    refresh: () => call('POST', '/refresh'),
    logout: () => call('POST', '/logout'),
  }
}
