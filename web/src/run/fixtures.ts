import type { WireEvent } from '../../../api/lab/interface.ts'
import type { Got } from '../client/recorder.ts'
import type { ScriptRequest } from './exchange.ts'

/** Values for tests. Requests are written as `POST /login`, preflights as `OPTIONS /login for POST`. */

const base = 'http://api.localhost:4000/x/k7'

export const got = (status: number, body: unknown = {}): Got => ({
  kind: 'readable',
  status,
  type: null,
  headers: [],
  body: JSON.stringify(body),
})

export function request(text: string, result: Got): ScriptRequest {
  const [method = '', path = ''] = text.split(' ')
  return { method, url: base + path, started: 0, duration: 1, got: result }
}

interface Seen {
  number?: number
  status?: number
  cookies?: string[]
  origin?: string
  authorization?: string
  headers?: [string, string][]
  unanswered?: boolean
}

export function seen(text: string, options: Seen = {}): WireEvent {
  const [method = '', path = '', , asked] = text.split(' ')
  const { number = 1, status = 200, cookies = [], headers = [], unanswered } = options
  const { authorization = null, origin = null } = options
  return {
    number,
    at: '2026-01-01T00:00:00Z',
    duration: 1,
    request: {
      method,
      url: base + path,
      preflight: asked !== undefined,
      origin,
      site: null,
      cookies,
      otherCookies: 0,
      authorization,
      bytes: { head: 0, credential: 0 },
      headers: asked ? [['access-control-request-method', asked]] : [],
    },
    server: 1,
    answer: unanswered ? null : { status, headers },
  }
}
