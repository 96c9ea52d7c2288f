import type { Settings } from '../../api/settings/settings.ts'
import { type Reply, send } from '../test-lab.ts'
import { type Said, said } from './answers.ts'

/** Where a server is asked. */
export interface Asked {
  /** Before each path. */
  base: string
  /** The experiment's id; '' outside the lab. */
  id: string
}

export interface Request {
  method?: string
  headers?: Record<string, string>
  body?: string
}

export type Headers = Record<string, string>
type Jar = ReadonlyMap<string, { value: string; path: string }>

/** What the page's client and its browser would send along, as far as a server can tell. */
export interface Client {
  /** What was said to each request so far, by the request's name. */
  told: Record<string, Said>
  ask(name: string, path: string, request?: Request): Promise<void>
  /** Cookies, or the bearer token. @param jar left out, the present one */
  proof(path: string, jar?: Jar): Headers
  /** A copy of the cookies that are kept now. */
  jar(): Jar
  refreshToken(): string
  /** What goes along from the page: its origin, the proof, a CSRF token where one was given. */
  mine(path: string): Headers
  /** Fields as the settings have bodies written. */
  body(fields: Record<string, string | number>, headers: Headers): Request
}

/** A client that has not asked anything. */
export function createClient({ base, id }: Asked, settings: Settings, fromPage: Headers): Client {
  const told: Client['told'] = {}
  const jar = new Map<string, { value: string; path: string }>()
  const kept = { accessToken: '', refreshToken: '', csrfToken: '' }
  const { contentType } = settings.client
  const isForm = contentType === 'application/x-www-form-urlencoded'

  const client: Client = {
    told,
    async ask(name, path, request = {}) {
      const reply = await send(base + path, request)
      told[name] = said(reply, id, request.headers?.['access-control-request-method'] !== undefined)
      note(reply)
    },
    proof(path, cookies = jar) {
      if (settings.credential === 'bearer') {
        return kept.accessToken ? { authorization: `Bearer ${kept.accessToken}` } : {}
      }
      const sent = [...cookies].filter(
        ([, cookie]) => !cookie.path.endsWith('/refresh') || path === '/refresh',
      )
      if (sent.length === 0) return {}
      return { cookie: sent.map(([name, { value }]) => `${name}=${value}`).join('; ') }
    },
    jar: () => new Map(jar),
    refreshToken: () => kept.refreshToken,
    mine: (path) => ({
      ...fromPage,
      ...client.proof(path),
      ...(kept.csrfToken && { 'x-xsrf-token': kept.csrfToken }),
    }),
    body: (fields, headers) =>
      isForm
        ? { headers: { ...headers, 'content-type': contentType }, body: formOf(fields) }
        : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(fields) },
  }
  return client

  function note({ headers, text }: Reply): void {
    for (const line of headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? []
      const path = /;\s*path=([^;]*)/i.exec(line)?.[1] ?? '/'
      if (value === '') jar.delete(name)
      else jar.set(name, { value, path })
    }
    if (!text.startsWith('{')) return
    const body = JSON.parse(text)
    for (const name of ['accessToken', 'refreshToken', 'csrfToken'] as const)
      kept[name] = body[name] ?? kept[name]
  }
}

const formOf = (fields: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString()
