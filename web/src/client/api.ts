import type { AxiosAdapter } from 'axios'

export interface Login {
  username: string
  password: string
}

export interface Transfer {
  to: string
  amount: number
}

/** The API's calls; `Answer` is what the library hands out: axios' response or fetch's. */
export interface Api<Answer> {
  login(body: Login): Promise<Answer>
  me(): Promise<Answer>
  admin(): Promise<Answer>
  transfer(body: Transfer): Promise<Answer>
  refresh(): Promise<Answer>
  logout(): Promise<Answer>
}

export interface Request {
  /** Where the API answers, without a slash at the end. */
  baseURL: string
  /** How a request body is written. */
  contentType: string
  /** The method that asks for a transfer. */
  transferMethod: string
  /** Headers that go with every request. */
  headers: Record<string, string>
  /** The cookie with the CSRF token, where the API asks for one. */
  csrfCookie?: string
}

export interface AxiosOptions extends Request {
  withCredentials: boolean
  /** What makes the request; axios' own where left out. */
  adapter?: AxiosAdapter
}

export interface FetchOptions extends Request {
  credentials: RequestCredentials
  mode: RequestMode
  /** What makes the request; the browser's own where left out. */
  fetch?: Fetch
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What makes the requests of either library. */
export interface Transport {
  adapter: AxiosAdapter
  fetch: Fetch
}

/** A request body, written as its content type says. */
export function write(contentType: string, body: object): string {
  if (contentType !== 'application/x-www-form-urlencoded') return JSON.stringify(body)
  const given = Object.entries(body).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given).toString()
}
