import type { Settings } from '../../api/settings/settings.ts'
import { type Reply, send } from '../test-lab.ts'
import { type Said, said } from './answers.ts'

/** Where a server is asked, and how it stands to the lab. */
export interface Asked {
  /** Before each path. */
  base: string
  /** The experiment's id; '' outside the lab. */
  id: string
}

interface Request {
  method?: string
  headers?: Record<string, string>
  body?: string
}

export type Told = Record<string, Said>

const JSON_TYPE = { 'content-type': 'application/json' }
const WRONG = { username: 'ada', password: 'wrong' }
const RIGHT = { username: 'ada', password: 'lovelace' }

/** Asks a server everything that a client, a browser and a stranger ask, and notes what it says to each. */
export async function tellStory(asked: Asked, settings: Settings, page: string): Promise<Told> {
  const { credential, client, csrf } = settings
  const told: Told = {}
  const jar = new Map<string, { value: string; path: string }>()
  const kept = { accessToken: '', refreshToken: '', csrfToken: '' }
  const form = client.contentType === 'application/x-www-form-urlencoded'
  const fromPage = { origin: page, 'sec-fetch-site': 'cross-site' }
  const foreign = { origin: 'http://evil.localhost:5173', 'sec-fetch-site': 'cross-site' }

  await preflights()
  await nobody()
  await logins()
  await loggedIn()
  await forgeries()
  await renewals()
  await goodbye()
  return told

  async function preflights() {
    const wanted = ['content-type', 'authorization', 'x-xsrf-token'].join(',')
    for (const [method, path] of [
      ['GET', '/me'],
      ['POST', '/login'],
      [client.method, '/transfers'],
      ['DELETE', '/me'],
    ] as const) {
      await ask(
        `preflight of ${method} ${path}`,
        path,
        preflight(method, { ...fromPage, 'access-control-request-headers': wanted }),
      )
    }
    await ask('preflight without headers', '/me', preflight('GET', fromPage))
    await ask('preflight from elsewhere', '/me', preflight('PUT', foreign))
    await ask(
      'preflight into a private network',
      '/me',
      preflight('GET', { ...fromPage, 'access-control-request-private-network': 'true' }),
    )
    await ask('OPTIONS that is no preflight', '/me', { method: 'OPTIONS', headers: fromPage })
  }

  async function nobody() {
    await ask('who am I, nobody', '/me', { headers: fromPage })
    await ask('who am I, from elsewhere', '/me', { headers: foreign })
    await ask('who am I, without a page', '/me')
    await ask('HEAD', '/me', { method: 'HEAD', headers: fromPage })
    await ask('an address that is not there', '/nothing', { headers: fromPage })
    await ask('a transfer by nobody', '/transfers', transfer({ to: 'barbara', amount: 1 }, fromPage))
    await ask('a token of CSRF for nobody', '/csrf', { headers: fromPage })
    await ask('nothing to log out', '/logout', {
      method: 'POST',
      headers: fromPage,
      ...(credential === 'bearer' && body({ refreshToken: 'x.y' }, fromPage)),
    })
  }

  async function logins() {
    const post = (headers: object, text: string) => ({
      method: 'POST',
      headers: { ...fromPage, ...headers },
      body: text,
    })
    await ask('a login that is no JSON', '/login', post(JSON_TYPE, '{"username":'))
    await ask('a login as text', '/login', post({ 'content-type': 'text/plain' }, 'ada'))
    await ask('a login without a password', '/login', {
      method: 'POST',
      ...body({ username: 'ada' }, fromPage),
    })
    await ask('a login with a wrong password', '/login', { method: 'POST', ...body(WRONG, fromPage) })
    await ask('a login', '/login', { method: 'POST', ...body(RIGHT, fromPage) })
  }

  async function loggedIn() {
    await ask('who am I', '/me', { headers: { ...fromPage, ...proof('/me') } })
    await ask('who am I, with a changed credential', '/me', { headers: { ...fromPage, ...changedProof() } })
    await ask('a token of CSRF', '/csrf', { headers: { ...fromPage, ...proof('/csrf') } })
    await ask('a transfer', '/transfers', transfer({ to: 'barbara', amount: 1 }, mine('/transfers')))
    await ask(
      'a transfer of nothing',
      '/transfers',
      transfer({ to: 'barbara', amount: 0 }, mine('/transfers')),
    )
    await ask('a transfer to nobody', '/transfers', transfer({ amount: 1 }, mine('/transfers')))
  }

  async function forgeries() {
    const headers = (from: Record<string, string>) => ({ ...from, ...proof('/transfers') })
    const one = { to: 'barbara', amount: 1 }
    await ask('a transfer from elsewhere', '/transfers', transfer(one, headers(foreign)))
    await ask('a transfer that names no origin', '/transfers', transfer(one, headers({})))
    await ask(
      'a transfer by Referer alone',
      '/transfers',
      transfer(one, headers({ referer: `${page}/some/where` })),
    )
    await ask(
      'a transfer from the address bar',
      '/transfers',
      transfer(one, headers({ 'sec-fetch-site': 'none' })),
    )
    await ask(
      'a transfer with another token of CSRF',
      '/transfers',
      transfer(one, { ...headers(fromPage), 'x-xsrf-token': 'a.b' }),
    )
  }

  async function renewals() {
    const refresh = (with_: { refreshToken: string }, headers: Record<string, string>): Request =>
      credential === 'bearer'
        ? { method: 'POST', ...body(with_, { ...fromPage, ...headers }) }
        : { method: 'POST', headers: { ...mine('/refresh'), ...headers } }
    await ask('a refresh', '/refresh', { method: 'POST', headers: mine('/refresh') }, credential === 'bearer')
    const first = { refreshToken: kept.refreshToken }
    const cookies = new Map(jar)
    const own = () => refresh(first, proofOf(cookies, '/refresh'))
    await ask('a refresh with a token', '/refresh', own())
    await ask('a refresh with the same token', '/refresh', own())
    await ask('a refresh with the same token by somebody else', '/refresh', {
      ...own(),
      headers: { ...own().headers, 'user-agent': 'another' },
    })
    await ask('a refresh after that', '/refresh', refresh({ refreshToken: kept.refreshToken }, {}))
    await ask('a login again', '/login', { method: 'POST', ...body(RIGHT, fromPage) })
    if (csrf.protection === 'double-submit')
      await ask('a token of CSRF again', '/csrf', { headers: { ...fromPage, ...proof('/csrf') } })
  }

  async function goodbye() {
    const before = { ...fromPage, ...proof('/me') }
    await ask('a logout', '/logout', {
      method: 'POST',
      headers: mine('/logout'),
      ...(credential === 'bearer' && body({ refreshToken: kept.refreshToken }, mine('/logout'))),
    })
    await ask('who am I, after the logout', '/me', { headers: { ...fromPage, ...proof('/me') } })
    await ask('who am I, with a copy of the credential', '/me', { headers: before })
  }

  async function ask(name: string, path: string, request: Request = {}, skip = false): Promise<void> {
    if (skip) return
    const reply = await send(asked.base + path, request)
    const isPreflight = request.headers?.['access-control-request-method'] !== undefined
    told[name] = said(reply, asked.id, isPreflight)
    note(reply)
  }

  function note({ headers, text }: Reply) {
    for (const line of headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? []
      const path = /;\s*path=([^;]*)/i.exec(line)?.[1] ?? '/'
      if (value === '') jar.delete(name)
      else jar.set(name, { value, path })
    }
    if (!text.startsWith('{')) return
    const tokens = JSON.parse(text)
    for (const name of ['accessToken', 'refreshToken', 'csrfToken'] as const)
      kept[name] = tokens[name] ?? kept[name]
  }

  /** What goes along from the page, as its client and the browser have it. */
  function mine(path: string): Record<string, string> {
    return { ...fromPage, ...proof(path), ...(kept.csrfToken && { 'x-xsrf-token': kept.csrfToken }) }
  }

  function proof(path: string): Record<string, string> {
    return proofOf(jar, path)
  }

  function proofOf(cookies: typeof jar, path: string): Record<string, string> {
    if (credential === 'bearer')
      return kept.accessToken ? { authorization: `Bearer ${kept.accessToken}` } : {}
    const sent = [...cookies].filter(([, cookie]) => !/\/refresh$/.test(cookie.path) || path === '/refresh')
    return sent.length > 0 ? { cookie: sent.map(([name, { value }]) => `${name}=${value}`).join('; ') } : {}
  }

  function changedProof(): Record<string, string> {
    const change = (text: string) => text.replace(/.(?=.{4}(;|$))/g, (one) => (one === 'A' ? 'B' : 'A'))
    return Object.fromEntries(Object.entries(proof('/me')).map(([name, value]) => [name, change(value)]))
  }

  function transfer(fields: Record<string, string | number>, headers: Record<string, string>): Request {
    return { method: client.method, ...body(fields, headers) }
  }

  function body(fields: Record<string, string | number>, headers: Record<string, string>): Request {
    const text = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)])
    return form
      ? {
          headers: { ...headers, 'content-type': client.contentType },
          body: String(new URLSearchParams(text)),
        }
      : { headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify(fields) }
  }
}

const preflight = (method: string, headers: Record<string, string>): Request => ({
  method: 'OPTIONS',
  headers: { ...headers, 'access-control-request-method': method },
})
