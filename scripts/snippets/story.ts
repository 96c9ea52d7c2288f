import type { Settings } from '../../api/settings/settings.ts'
import { type Asked, type Client, createClient, type Headers, type Request } from './client.ts'

const FOREIGN = { origin: 'http://evil.localhost:5173', 'sec-fetch-site': 'cross-site' }
const RIGHT = { username: 'ada', password: 'lovelace' }

/** Asks a server everything that a client, a browser and a stranger ask, and tells what it said to each. */
export async function tellStory(asked: Asked, settings: Settings, page: string): Promise<Client['told']> {
  const fromPage = { origin: page, 'sec-fetch-site': 'cross-site' }
  const client = createClient(asked, settings, fromPage)
  for (const part of [preflights, nobody, logins, loggedIn, forgeries, renewals, goodbye]) {
    await part(client, settings, fromPage)
  }
  return client.told
}

async function preflights({ ask }: Client, { client: { method } }: Settings, fromPage: Headers) {
  const wanted = { ...fromPage, 'access-control-request-headers': 'content-type,authorization,x-xsrf-token' }
  await ask('preflight of who am I', '/me', preflight('GET', wanted))
  await ask('preflight of a login', '/login', preflight('POST', wanted))
  await ask('preflight of a transfer', '/transfers', preflight(method, wanted))
  await ask('preflight of another method', '/me', preflight('DELETE', wanted))
  await ask('preflight without headers', '/me', preflight('GET', fromPage))
  await ask('preflight from elsewhere', '/me', preflight('PUT', FOREIGN))
  const privately = { ...fromPage, 'access-control-request-private-network': 'true' }
  await ask('preflight into a private network', '/me', preflight('GET', privately))
  await ask('OPTIONS that is no preflight', '/me', { method: 'OPTIONS', headers: fromPage })
}

async function nobody({ ask, body }: Client, { client, credential }: Settings, fromPage: Headers) {
  const headers = fromPage
  await ask('who am I, nobody', '/me', { headers })
  await ask('who am I, from elsewhere', '/me', { headers: FOREIGN })
  await ask('who am I, without a page', '/me')
  await ask('HEAD', '/me', { method: 'HEAD', headers })
  await ask('an address that is not there', '/nothing', { headers })
  await ask('a transfer by nobody', '/transfers', {
    method: client.method,
    ...body({ to: 'barbara', amount: 1 }, headers),
  })
  await ask('a CSRF token for nobody', '/csrf', { headers })
  const nothing = credential === 'bearer' ? body({ refreshToken: 'a.b' }, headers) : { headers }
  await ask('a logout by nobody', '/logout', { method: 'POST', ...nothing })
}

async function logins({ ask, body }: Client, _: Settings, headers: Headers) {
  const post = (type: string, text: string): Request => ({
    method: 'POST',
    headers: { ...headers, 'content-type': type },
    body: text,
  })
  await ask('a login that is no JSON', '/login', post('application/json', '{"username":'))
  await ask('a login that is a list', '/login', post('application/json', '[]'))
  await ask('a login as text', '/login', post('text/plain', 'ada'))
  await ask('a login without a password', '/login', {
    method: 'POST',
    ...body({ username: 'ada' }, headers),
  })
  await ask('a login with a wrong password', '/login', {
    method: 'POST',
    ...body({ ...RIGHT, password: 'wrong' }, headers),
  })
  await ask('a login', '/login', { method: 'POST', ...body(RIGHT, headers) })
}

async function loggedIn({ ask, body, proof, mine }: Client, { client }: Settings, fromPage: Headers) {
  await ask('who am I', '/me', { headers: { ...fromPage, ...proof('/me') } })
  await ask('who am I, with a changed credential', '/me', {
    headers: { ...fromPage, ...changed(proof('/me')) },
  })
  await ask('who am I, with JSON for a credential', '/me', {
    headers: { ...fromPage, ...madeUp(proof('/me')) },
  })
  await ask('a CSRF token', '/csrf', { headers: { ...fromPage, ...proof('/csrf') } })
  const transfer = (fields: Record<string, string | number>) => ({
    method: client.method,
    ...body(fields, mine('/transfers')),
  })
  await ask('a transfer', '/transfers', transfer({ to: 'barbara', amount: 1 }))
  await ask('a transfer of nothing', '/transfers', transfer({ to: 'barbara', amount: 0 }))
  await ask('a transfer to nobody', '/transfers', transfer({ amount: 1 }))
}

/** The cookie comes along, or the token; the rest says that somebody else sends it, or nothing. */
async function forgeries({ ask, body, proof }: Client, { client }: Settings, fromPage: Headers) {
  const transfer = (headers: Headers) => ({
    method: client.method,
    ...body({ to: 'barbara', amount: 1 }, { ...headers, ...proof('/transfers') }),
  })
  await ask('a transfer from elsewhere', '/transfers', transfer(FOREIGN))
  await ask('a transfer that names no origin', '/transfers', transfer({}))
  await ask(
    'a transfer by Referer alone',
    '/transfers',
    transfer({ referer: `${fromPage.origin}/some/page` }),
  )
  await ask('a transfer by the Referer of another', '/transfers', transfer({ referer: FOREIGN.origin }))
  await ask('a transfer from the address bar', '/transfers', transfer({ 'sec-fetch-site': 'none' }))
  await ask(
    'a transfer with a made-up CSRF token',
    '/transfers',
    transfer({ ...fromPage, 'x-xsrf-token': 'a.b' }),
  )
}

async function renewals(client: Client, { credential, csrf }: Settings, fromPage: Headers) {
  const { ask, body, mine, proof } = client
  const [token, jar] = [client.refreshToken(), client.jar()]
  const refresh = (refreshToken: string, headers: Headers): Request =>
    credential === 'bearer'
      ? { method: 'POST', ...body({ refreshToken }, { ...fromPage, ...headers }) }
      : { method: 'POST', headers: { ...mine('/refresh'), ...headers } }
  const old = (headers: Headers = {}) => refresh(token, { ...proof('/refresh', jar), ...headers })

  await ask('a refresh with JSON for a token', '/refresh', refresh('a.b', madeUp(proof('/refresh', jar))))
  await ask('a refresh', '/refresh', old())
  await ask('a refresh with the same token', '/refresh', old())
  await ask('a refresh with the same token by another client', '/refresh', old({ 'user-agent': 'another' }))
  await ask('a refresh after that', '/refresh', refresh(client.refreshToken(), {}))
  await ask('a login again', '/login', { method: 'POST', ...body(RIGHT, fromPage) })
  if (csrf.protection === 'double-submit') {
    await ask('a CSRF token again', '/csrf', { headers: { ...fromPage, ...proof('/csrf') } })
  }
}

async function goodbye(client: Client, { credential }: Settings, fromPage: Headers) {
  const { ask, body, mine, proof } = client
  const copy = { headers: { ...fromPage, ...proof('/me') } }
  const refreshToken = client.refreshToken()
  const headers = mine('/logout')
  const logout = credential === 'bearer' ? body({ refreshToken }, headers) : { headers }
  await ask('a logout', '/logout', { method: 'POST', ...logout })
  await ask('who am I, after the logout', '/me', { headers: { ...fromPage, ...proof('/me') } })
  await ask('who am I, with a copy of the credential', '/me', copy)
  if (credential === 'bearer') {
    await ask('a refresh after the logout', '/refresh', {
      method: 'POST',
      ...body({ refreshToken }, fromPage),
    })
  }
}

const preflight = (method: string, headers: Headers): Request => ({
  method: 'OPTIONS',
  headers: { ...headers, 'access-control-request-method': method },
})

/** Cookies, or a token, that some parsers make an object of. */
const madeUp = (proof: Headers): Headers =>
  Object.fromEntries(
    Object.entries(proof).map(([name, value]) => [
      name,
      value.replace(/(=|Bearer ).*?(;|$)/g, '$1j%3A%7B%22a%22%3A1%7D$2'),
    ]),
  )

/** One character of each secret is another: not the last, which does not count whole in base64url. */
const changed = (proof: Headers): Headers =>
  Object.fromEntries(
    Object.entries(proof).map(([name, value]) => [
      name,
      value.replace(/.(?=.{4}(;|$))/g, (one) => (one === 'A' ? 'B' : 'A')),
    ]),
  )
