import { createServer } from 'node:net'
import type { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadCertificate } from '../api/lab/certificate.ts'
import { createExperiments } from '../api/lab/experiments.ts'
import type { ExperimentView } from '../api/lab/interface.ts'
import { loadKeys } from '../api/lab/keys.ts'
import { listen } from '../api/lab/listen.ts'
import { defaults } from '../api/settings/settings.ts'
import { openDatabase } from '../api/store/database.ts'
import { sqliteStores } from '../api/store/sqlite-store.ts'
import { openLab } from './lab.ts'
import { experiment, logIn, openTestLab, readWire, send, sendJson, temporaryFolder } from './test-lab.ts'
import { useLab } from './test-setup.ts'

const lab = useLab(openTestLab)
let page: string

beforeAll(() => {
  page = lab.current.origins.pages.http
})

describe('the page’s origin', () => {
  it('shows the page', async () => {
    expect(await send(`${page}/`)).toMatchObject({ status: 200, text: 'the page' })
  })

  it.each(['localhost', '127.0.0.1'])('is where a request to %s is sent on to', async (host) => {
    const { port } = new URL(page)
    expect(await send(`${page}/#a`, { headers: { host: `${host}:${port}` } })).toMatchObject({
      status: 307,
      headers: { location: `${page}/` },
    })
  })
})

const foreignHosts = ['evil.localhost', 'evil.example', 'app.localhost.evil.example', 'api.localhost:1']

describe('a foreign Host', () => {
  it.each(foreignHosts)('"%s" is answered 421 at the page’s port', async (host) => {
    expect(await send(`${page}/`, { headers: { host } })).toMatchObject({ status: 421 })
  })

  it.each(foreignHosts)('"%s" is answered 421 at the reports’ port', async (host) => {
    const url = `${lab.current.origins.reports}/x/abc/reports`
    expect(await send(url, { headers: { host } })).toMatchObject({ status: 421 })
  })

  it.each(foreignHosts)('"%s" is answered 421 at the API’s port', async (host) => {
    const url = `${lab.current.origins.api['cross-site']}/x/abc/me`
    expect(await send(url, { headers: { host } })).toMatchObject({ status: 421 })
  })
})

describe('the control plane', () => {
  const foreign: { name: string; headers: (page: string) => Record<string, string>; status: number }[] = [
    { name: 'its own page', headers: (origin) => ({ origin, 'sec-fetch-site': 'same-origin' }), status: 200 },
    { name: 'the address bar', headers: () => ({ 'sec-fetch-site': 'none' }), status: 200 },
    { name: 'no browser', headers: () => ({}), status: 200 },
    {
      name: 'a page of another origin',
      headers: () => ({ origin: 'http://evil.localhost:5173' }),
      status: 403,
    },
    { name: 'a sandboxed frame', headers: () => ({ origin: 'null' }), status: 403 },
    { name: 'an empty Origin', headers: () => ({ origin: '' }), status: 403 },
    {
      name: 'the page’s host with another scheme',
      headers: (origin) => ({ origin: origin.replace('http', 'https') }),
      status: 403,
    },
    { name: 'a sibling subdomain', headers: () => ({ 'sec-fetch-site': 'same-site' }), status: 403 },
    { name: 'another site', headers: () => ({ 'sec-fetch-site': 'cross-site' }), status: 403 },
    {
      name: 'another host',
      headers: (origin) => ({ host: `evil.example:${new URL(origin).port}` }),
      status: 403,
    },
    {
      name: 'the API’s host',
      headers: (origin) => ({ host: `api.localhost:${new URL(origin).port}` }),
      status: 403,
    },
    {
      name: 'a bare localhost',
      headers: (origin) => ({ host: `localhost:${new URL(origin).port}` }),
      status: 403,
    },
  ]

  it.each(foreign)('answers $status to $name', async ({ headers, status }) => {
    expect(await send(`${page}/lab`, { headers: headers(page) })).toMatchObject({ status })
  })

  it('is not at the API’s port', async () => {
    expect(await send(`${lab.current.origins.api['other-port']}/lab`)).toMatchObject({ status: 404 })
  })

  it('tells where things are', async () => {
    expect((await send(`${page}/lab`)).json()).toMatchObject({
      pages: { http: page, https: null },
      origins: { 'same-origin': page, 'https-subdomain': null },
      reports: lab.current.origins.reports,
      users: [
        { username: 'ada', role: 'user' },
        { username: 'barbara' },
        { username: 'grace', role: 'admin' },
      ],
    })
  })

  const bad: { name: string; body: unknown; status: number; fields?: string[] }[] = [
    {
      name: 'an unknown knob',
      body: { cookie: { samesite: 'None' } },
      status: 422,
      fields: ['cookie.samesite'],
    },
    { name: 'a wrong type', body: { cookie: { secure: 'yes' } }, status: 422, fields: ['cookie.secure'] },
    { name: 'an impossible value', body: { cookie: { maxAge: -5 } }, status: 422, fields: ['cookie.maxAge'] },
    {
      name: 'a header with CR and LF',
      body: { client: { header: 'a: b\r\nc: d' } },
      status: 422,
      fields: ['client.header'],
    },
    { name: 'a list', body: [], status: 422, fields: [''] },
    {
      name: 'https where there is none',
      body: { page: 'https', relation: 'https-subdomain' },
      status: 422,
      fields: ['page', 'relation'],
    },
    { name: 'malformed JSON', body: '{"relation":', status: 400 },
    { name: 'more than 64 KiB', body: { client: { header: `a: ${'b'.repeat(65 * 1024)}` } }, status: 413 },
  ]

  it.each(bad)('answers $status to $name', async ({ body, status, fields }) => {
    const answer = await sendJson(`${page}/lab/experiments`, body)
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' } })
    expect(answer.json()).toMatchObject({ status, detail: expect.stringMatching(/\.$/) })
    if (fields) expect(answer.json()).toMatchObject({ errors: fields.map((field) => ({ field })) })
  })

  it.each(['/lab/experiments/nobody', '/lab/experiments/nobody/wire', '/api/x/nobody/me', '/api/x/'])(
    'answers 404 with a sentence to %s',
    async (path) => {
      const answer = await send(page + path)
      expect(answer.status).toBe(404)
      expect(answer.json()).toMatchObject({ detail: expect.stringContaining('POST /lab/experiments') })
    },
  )
})

async function experimentsIn(database: DatabaseSync, limit: number) {
  const keysOf = await loadKeys(database)
  return createExperiments({
    database,
    storeOf: sqliteStores(database),
    keysOf,
    pageOrigin: () => page,
    limit,
  })
}

describe('an experiment', () => {
  it('has complete settings and a base URL for each relation', async () => {
    const { id, settings, bases } = await experiment(page, { credential: 'bearer' })
    expect(settings).toEqual({ ...defaults, credential: 'bearer' })
    expect(bases).toEqual({
      'same-origin': `${page}/api/x/${id}`,
      'other-port': `${lab.current.origins.api['other-port']}/x/${id}`,
      subdomain: `${lab.current.origins.api.subdomain}/x/${id}`,
      'cross-site': `${lab.current.origins.api['cross-site']}/x/${id}`,
      'https-subdomain': null,
      'https-cross-site': null,
    })
  })

  it.each(['same-origin', 'other-port', 'subdomain', 'cross-site'] as const)(
    'answers at its %s base',
    async (relation) => {
      const { bases } = await experiment(page, {})
      expect((await logIn(bases[relation])).status).toBe(200)
    },
  )

  it.each(['HS256', 'RS256'])('takes no token of another (%s)', async (algorithm) => {
    const settings = { credential: 'bearer', token: { algorithm } }
    const [one, other] = [await experiment(page, settings), await experiment(page, settings)]
    const { accessToken } = (await logIn(one.bases['same-origin'])).json()
    const headers = { authorization: `Bearer ${accessToken}` }
    expect(await send(`${one.bases['same-origin']}/me`, { headers })).toMatchObject({ status: 200 })
    expect(await send(`${other.bases['same-origin']}/me`, { headers })).toMatchObject({ status: 401 })
  })

  it('has balances of its own', async () => {
    const [one, other] = [
      await experiment(page, { credential: 'bearer' }),
      await experiment(page, { credential: 'bearer' }),
    ]
    const balanceOf = async ({ bases }: ExperimentView, transfer: boolean) => {
      const base = bases['same-origin']
      const authorization = `Bearer ${(await logIn(base)).json().accessToken}`
      if (transfer) await sendJson(`${base}/transfers`, { to: 'grace', amount: 10 }, { authorization })
      return (await send(`${base}/me`, { headers: { authorization } })).json().balance
    }
    expect([await balanceOf(one, true), await balanceOf(other, false)]).toEqual([990, 1000])
  })

  it('names its cookies after itself', async () => {
    const { id, bases } = await experiment(page, {})
    expect((await logIn(bases['same-origin'])).headers['set-cookie']?.[0]).toMatch(new RegExp(`^sid-${id}=`))
  })

  it('waits as long as its latency says, with a preflight too', async () => {
    const { bases } = await experiment(page, { wire: { latency: 150 } })
    const started = performance.now()
    await send(`${bases['cross-site']}/me`, { method: 'OPTIONS' })
    expect(performance.now() - started).toBeGreaterThanOrEqual(149)
  })

  it('keeps sessions, refresh tokens and access tokens over a restart', async () => {
    const own = temporaryFolder()
    const first = await openTestLab(own.path)
    const session = await experiment(first.origins.pages.http, {})
    const bearer = await experiment(first.origins.pages.http, {
      credential: 'bearer',
      token: { algorithm: 'RS256' },
    })
    const cookie = (await logIn(session.bases['same-origin'])).headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    const { accessToken, refreshToken } = (await logIn(bearer.bases['same-origin'])).json()
    await first.close()

    const second = await openTestLab(own.path)
    const base = (id: string) => `${second.origins.pages.http}/api/x/${id}`
    const authorization = `Bearer ${accessToken}`
    expect(await send(`${base(session.id)}/me`, { headers: { cookie } })).toMatchObject({ status: 200 })
    expect(await send(`${base(bearer.id)}/me`, { headers: { authorization } })).toMatchObject({ status: 200 })
    expect(await sendJson(`${base(bearer.id)}/refresh`, { refreshToken })).toMatchObject({ status: 200 })
    await second.close()
    own.remove()
  })

  it('ends when it is the oldest of too many, and its data with it', async () => {
    const database = openDatabase(':memory:')
    const experiments = await experimentsIn(database, 3)
    const ids = Array.from({ length: 5 }, () => experiments.create(defaults).id)
    expect(ids.map((id) => experiments.find(id) !== undefined)).toEqual([false, false, true, true, true])
    expect(database.prepare('SELECT count(*) AS n FROM experiments').get()).toMatchObject({ n: 3 })
  })

  it('lives beside two thousand others', async () => {
    const database = openDatabase(':memory:')
    const experiments = await experimentsIn(database, 5000)
    const ids = new Set(Array.from({ length: 2000 }, () => experiments.create(defaults).id))
    expect(ids.size).toBe(2000)
    for (const id of ids) expect(experiments.find(id)?.id).toBe(id)
  })
})

describe('the keys of an experiment', () => {
  const kidOf = (token: unknown) =>
    JSON.parse(Buffer.from(String(token).split('.')[0] ?? '', 'base64url').toString()).kid

  it.each(['HS256', 'RS256'])('are rotated by the control plane: %s', async (algorithm) => {
    const { id, bases } = await experiment(page, { credential: 'bearer', token: { algorithm } })
    const base = bases['same-origin']
    const statusWith = async (token: unknown) =>
      (await send(`${base}/me`, { headers: { authorization: `Bearer ${token}` } })).status
    const rotate = async () => (await sendJson(`${page}/lab/experiments/${id}/keys`, {})).json().kids
    const tokens = [(await logIn(base)).json().accessToken]
    for (const _ of [1, 2]) {
      const kids = await rotate()
      tokens.push((await logIn(base)).json().accessToken)
      expect(kids).toEqual([kidOf(tokens.at(-1)), kidOf(tokens.at(-2))])
    }
    expect(await Promise.all(tokens.map(statusWith))).toEqual([401, 200, 200])
    const { keys } = (await send(`${base}/.well-known/jwks.json`)).json()
    const kids = algorithm === 'RS256' ? tokens.slice(1).map(kidOf).reverse() : []
    expect(keys).toMatchObject(kids.map((kid) => ({ kid })))
  })

  it('are not rotated at the API', async () => {
    const { bases } = await experiment(page, { credential: 'bearer' })
    expect(await sendJson(`${bases['same-origin']}/keys`, {})).toMatchObject({ status: 404 })
  })

  it('of another experiment stay as they are', async () => {
    const [one, other] = [
      await experiment(page, { credential: 'bearer' }),
      await experiment(page, { credential: 'bearer' }),
    ]
    const before = (await logIn(other.bases['same-origin'])).json().accessToken
    await sendJson(`${page}/lab/experiments/${one.id}/keys`, {})
    expect(kidOf((await logIn(other.bases['same-origin'])).json().accessToken)).toBe(kidOf(before))
  })

  it('stay rotated over a restart', async () => {
    const own = temporaryFolder()
    const first = await openTestLab(own.path)
    const settings = { credential: 'bearer', token: { algorithm: 'RS256' } }
    const { id } = await experiment(first.origins.pages.http, settings)
    await sendJson(`${first.origins.pages.http}/lab/experiments/${id}/keys`, {})
    const { accessToken } = (await logIn(`${first.origins.pages.http}/api/x/${id}`)).json()
    await first.close()
    const second = await openTestLab(own.path)
    const headers = { authorization: `Bearer ${accessToken}` }
    expect(await send(`${second.origins.pages.http}/api/x/${id}/me`, { headers })).toMatchObject({
      status: 200,
    })
    await second.close()
    own.remove()
  })
})

describe('reports.localhost', () => {
  const reportsWith = (id: string, token: unknown) =>
    send(`${lab.current.origins.reports}/x/${id}/reports`, {
      headers: { authorization: `Bearer ${token}`, origin: page },
    })

  it.each([
    { algorithm: 'RS256', status: 200, says: { username: 'ada' } },
    { algorithm: 'HS256', status: 401, says: { detail: expect.stringContaining('this service has none') } },
  ])('answers $status to a token of $algorithm', async ({ algorithm, status, says }) => {
    const { id, bases } = await experiment(page, { credential: 'bearer', token: { algorithm } })
    const answer = await reportsWith(id, (await logIn(bases['cross-site'])).json().accessToken)
    expect(answer).toMatchObject({ status, headers: { 'access-control-allow-origin': page } })
    expect(answer.json()).toMatchObject(says)
  })

  it('takes the keys of the API over the wire, and new ones after a rotation', async () => {
    const { id, bases } = await experiment(page, { credential: 'bearer', token: { algorithm: 'RS256' } })
    const before = (await logIn(bases['cross-site'])).json().accessToken
    expect((await reportsWith(id, before)).status).toBe(200)
    await sendJson(`${page}/lab/experiments/${id}/keys`, {})
    const after = (await logIn(bases['cross-site'])).json().accessToken
    expect((await reportsWith(id, after)).status).toBe(200)
    expect((await reportsWith(id, before)).status).toBe(200)
    const events = await readWire(`${page}/lab/experiments/${id}/wire`, 7)
    const fetched = events.filter(({ request }) => request.url.endsWith('/.well-known/jwks.json'))
    expect(fetched).toHaveLength(2)
  })

  it('takes no token of another experiment, though they share the key', async () => {
    const settings = { credential: 'bearer', token: { algorithm: 'RS256' } }
    const [one, other] = [await experiment(page, settings), await experiment(page, settings)]
    const { accessToken } = (await logIn(one.bases['cross-site'])).json()
    const answer = await reportsWith(other.id, accessToken)
    expect(answer.status).toBe(401)
    expect(answer.json()).toMatchObject({ detail: 'The token is for another audience.' })
  })

  it('answers 404 where there is no experiment', async () => {
    expect(await reportsWith('nobody', 'a.b.c')).toMatchObject({ status: 404 })
  })
})

describe('the refresh cookie', () => {
  it.each(['same-origin', 'cross-site'] as const)('goes to /refresh alone, %s', async (relation) => {
    const { bases } = await experiment(page, { credential: 'jwt-cookie' })
    const cookies = (await logIn(bases[relation])).headers['set-cookie'] ?? []
    const { pathname } = new URL(`${bases[relation]}/refresh`)
    expect(cookies.find((line) => line.startsWith('refresh-'))).toContain(`; path=${pathname};`)
  })
})

describe('the wire', () => {
  it('tells what the server saw and answered, secrets shortened', async () => {
    const { id, bases } = await experiment(page, {})
    const base = bases['cross-site'] ?? ''
    const headers = { origin: page, 'sec-fetch-site': 'cross-site' }
    await send(`${base}/login`, {
      method: 'OPTIONS',
      headers: {
        ...headers,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    const answer = await logIn(base, headers)
    const [line = ''] = answer.headers['set-cookie'] ?? []
    const cookie = line.split(';')[0] ?? ''
    await send(`${base}/me`, {
      headers: { ...headers, cookie: `${cookie}; other=1`, authorization: `Bearer ${'a'.repeat(40)}` },
    })

    const events = await readWire(`${page}/lab/experiments/${id}/wire`, 3)
    expect(
      events.map(({ number, request, answer }) => [
        number,
        request.method,
        request.preflight,
        answer?.status,
      ]),
    ).toEqual([
      [1, 'OPTIONS', true, 204],
      [2, 'POST', false, 200],
      [3, 'GET', false, 200],
    ])
    expect(events[0]).toMatchObject({
      request: {
        url: `${base}/login`,
        origin: page,
        site: 'cross-site',
        headers: expect.arrayContaining([
          ['access-control-request-method', 'POST'],
          ['access-control-request-headers', 'content-type'],
        ]),
      },
      answer: { headers: expect.arrayContaining([['Access-Control-Allow-Origin', page]]) },
    })
    const value = cookie.split('=')[1] ?? ''
    expect(events[1]?.answer?.headers).toContainEqual([
      'Set-Cookie',
      line.replace(value, `${value.slice(0, 5)}…${value.slice(-3)}`),
    ])
    expect(events[2]?.request).toMatchObject({
      cookies: [`sid-${id}`],
      otherCookies: 1,
      authorization: 'Bearer aaaaa…aaa',
      bytes: { credential: `cookie: ${cookie}\r\nauthorization: Bearer ${'a'.repeat(40)}\r\n`.length },
    })
    expect(JSON.stringify(events)).not.toContain(value)
  })

  it('shortens a CSRF token', async () => {
    const { id, bases } = await experiment(page, {})
    await send(`${bases['same-origin']}/me`, { headers: { 'x-xsrf-token': 'a'.repeat(60), 'x-other': 'b' } })
    const [event] = await readWire(`${page}/lab/experiments/${id}/wire`, 1)
    expect(event?.request.headers).toEqual([
      ['x-xsrf-token', 'aaaaa…aaa'],
      ['x-other', 'b'],
    ])
  })

  it('goes on after the last event that was seen', async () => {
    const { id, bases } = await experiment(page, {})
    for (const path of ['/a', '/b', '/c']) await send(bases['same-origin'] + path)
    const events = await readWire(`${page}/lab/experiments/${id}/wire`, 1, { 'last-event-id': '2' })
    expect(events.map(({ number }) => number)).toEqual([3])
  })

  it('tells of a request that comes while it is read', async () => {
    const { id, bases } = await experiment(page, {})
    const reading = readWire(`${page}/lab/experiments/${id}/wire`, 1)
    await send(`${bases['same-origin']}/me`)
    expect(await reading).toMatchObject([{ number: 1, request: { method: 'GET' }, answer: { status: 401 } }])
  })

  it.each([
    { servers: 'one', told: [1, 1, 1] },
    { servers: 'own-stores', told: [1, 2, 1] },
    { servers: 'shared-store', told: [1, 2, 1] },
  ])('tells which server answered: $told with $servers', async ({ servers, told }) => {
    const { id, bases } = await experiment(page, { wire: { servers } })
    for (const path of ['/a', '/b', '/c']) await send(bases['same-origin'] + path)
    const events = await readWire(`${page}/lab/experiments/${id}/wire`, 3)
    expect(events.map(({ server }) => server)).toEqual(told)
  })

  it('counts every request in the experiment’s view', async () => {
    const { id, bases } = await experiment(page, {})
    for (const path of ['/a', '/b']) await send(bases['same-origin'] + path)
    expect((await send(`${page}/lab/experiments/${id}`)).json()).toMatchObject({ received: 2 })
  })
})

describe('a port', () => {
  it('that is in use is named in one sentence', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    const address = blocker.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(listen(port, () => undefined)).rejects.toThrow(`Port ${port} is already in use`)
    await new Promise((resolve) => blocker.close(resolve))
  })

  it('is given back when a later one is in use', async () => {
    const own = temporaryFolder()
    const used = Number(new URL(page).port)
    const free = await listen(0, () => undefined)
    await free.close()
    await expect(openLab({ page: free.port, api: used, data: own.path }, () => undefined)).rejects.toThrow(
      'already in use',
    )
    await (await listen(free.port, () => undefined)).close()
    own.remove()
  })

  it('answers a request that comes before the lab stands', async () => {
    const own = temporaryFolder()
    const free = await listen(0, () => undefined)
    await free.close()
    const opening = openLab({ page: free.port, api: 0, data: own.path }, (_, response) =>
      response.end('the page'),
    )
    const early = async (): Promise<unknown> => send(`http://app.localhost:${free.port}/`).catch(early)
    expect(await early()).toMatchObject({ status: 200 })
    await (await opening).close()
    own.remove()
  })

  it('is open on loopback alone', async () => {
    const addresses = lab.current.pageListeners.flatMap(({ servers }) =>
      servers.map((server) => server.address()),
    )
    for (const address of addresses)
      expect(address).toMatchObject({ address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) })
  })
})

describe('the certificate', () => {
  it('is made once and kept', async () => {
    const own = temporaryFolder()
    const first = await loadCertificate(own.path)
    expect(first.cert).toContain('BEGIN CERTIFICATE')
    expect(await loadCertificate(own.path)).toEqual(first)
    own.remove()
  })
})
