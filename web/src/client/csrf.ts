/**
 * A CSRF token goes along with every change of state, in a header that no foreign page can add. The API
 * gives it twice: in a cookie, which a page of the same host reads, or of the same domain where the cookie
 * has one; and in the body of GET /csrf, for pages that cannot read that cookie. It is for one login.
 */
import type { AxiosInstance, AxiosRequestConfig } from 'axios'
import * as v from 'valibot'

const HEADER = 'X-XSRF-TOKEN'
const SAFE = ['GET', 'HEAD', 'OPTIONS']
const answer = v.object({ csrfToken: v.string() })

/** Not to read with: there it would cost a preflight. Not to log in with: a token is for one login. */
const needsToken = (method: string, url: string) =>
  !SAFE.includes(method.toUpperCase()) && !url.endsWith('/login')

/** axios' own XSRF support: with these options it sends the cookie's token, wherever it can read the cookie. */
export const xsrfOptions = (cookieName: string) => ({
  withXSRFToken: ({ method = 'get', url = '' }: AxiosRequestConfig) => needsToken(method, url),
  xsrfCookieName: cookieName,
  xsrfHeaderName: HEADER,
})

/** Lets instances of axios send the body's token; where axios can read the cookie, the same one from there. */
export function sendCsrfToken(instances: AxiosInstance[], asking: AxiosInstance): void {
  const tokenFor = csrfTokens(async () => (await asking.get('/csrf')).data)
  for (const api of instances) {
    api.interceptors.request.use(async (request) => {
      const token = await tokenFor(request.method ?? 'get', request.url ?? '')
      if (token !== undefined) request.headers.set(HEADER, token)
      return request
    })
  }
}

/** The headers that a request with fetch needs. */
export function csrfHeaders(ask: () => Promise<Response>) {
  const tokenFor = csrfTokens(async () => (await ask()).json())
  return async (method: string, path: string): Promise<Record<string, string>> => {
    const token = await tokenFor(method, path)
    return token === undefined ? {} : { [HEADER]: token }
  }
}

/** Asks once for each login. Where there is no token to be had, the request goes without: the API then says why not. */
function csrfTokens(ask: () => Promise<unknown>) {
  let asked: Promise<string | undefined> | undefined
  return async (method: string, path: string): Promise<string | undefined> => {
    if (path === '/login') asked = undefined
    if (!needsToken(method, path)) return undefined
    asked ??= ask().then(
      (body) => (v.is(answer, body) ? body.csrfToken : undefined),
      () => undefined,
    )
    const token = await asked
    if (token === undefined) asked = undefined
    return token
  }
}
