import { describe, expect, it } from 'vitest'
import type { Settings } from '../settings/settings.ts'
import { memoryStore } from '../store/memory-store.ts'
import { clientOf, csrfKey, ID, login, PAGE, type TestRequest, tokenKeys } from '../test/api.ts'
import { settingsFor } from '../test/settings.ts'
import { unhashedDemoUsers } from './demo-users.ts'
import type { Rehearsed } from './interface.ts'
import { rehearse } from './rehearse.ts'
import { createServers } from './servers.ts'

const keys = { cookieKeys: ['a key for tests'], csrfKey, tokenKeys }

/** What comes of requests at servers that take turns. */
async function answered(settings: Settings, requests: TestRequest[]): Promise<number[]> {
  const deps = {
    id: ID,
    pageOrigin: PAGE,
    users: unhashedDemoUsers,
    store: memoryStore(),
    now: Date.now,
  }
  const servers = createServers(settings, { ...deps, ...keys })
  let number = 0
  const client = clientOf((request, response) => {
    number += 1
    servers.handle(number, request, response)
  })
  let refreshToken: unknown
  const statuses: number[] = []
  for (const request of requests) {
    const body = request.path === '/refresh' ? { refreshToken } : request.body
    const answer = await client.request({ ...request, ...(body && { body }) })
    refreshToken ??= answer.body.refreshToken
    statuses.push(answer.status)
  }
  return statuses
}

/** What a rehearsal of them says. */
async function foretold(settings: Settings, requests: TestRequest[]): Promise<Rehearsed['answers']> {
  const cookies: Record<Settings['credential'], string[]> = {
    'session-cookie': [`sid-${ID}`],
    'session-in-cookie': [`session-${ID}`, `session-${ID}.sig`],
    'jwt-cookie': [`jwt-${ID}`],
    bearer: [],
  }
  const told = requests.map(({ method = 'GET', path, body }, index) => ({
    method,
    path,
    headers: [
      ['content-type', 'application/json'] satisfies [string, string],
      ...(index > 0 && settings.credential === 'bearer'
        ? [['authorization', 'Bearer whatever'] satisfies [string, string]]
        : []),
    ],
    cookies: index > 0 ? cookies[settings.credential] : [],
    ...(body && { body: JSON.stringify(body) }),
  }))
  const { answers } = await rehearse({ settings, id: ID, requests: told }, PAGE, keys)
  return answers
}

const me: TestRequest = { path: '/me' }
const refresh: TestRequest = { method: 'POST', path: '/refresh', body: { refreshToken: 'whatever' } }
const preflight: TestRequest = {
  method: 'OPTIONS',
  path: '/me',
  headers: { 'access-control-request-method': 'GET' },
}

const rows: { servers: string; credential: string; requests: TestRequest[]; statuses: number[] }[] = [
  { servers: 'one', credential: 'session-cookie', requests: [login, me, me], statuses: [200, 200, 200] },
  {
    servers: 'own-stores',
    credential: 'session-cookie',
    requests: [login, me, me, me],
    statuses: [200, 401, 200, 401],
  },
  {
    servers: 'own-stores',
    credential: 'session-in-cookie',
    requests: [login, me, me],
    statuses: [200, 200, 200],
  },
  { servers: 'own-stores', credential: 'jwt-cookie', requests: [login, me, me], statuses: [200, 200, 200] },
  {
    servers: 'own-stores',
    credential: 'bearer',
    requests: [login, me, me, refresh, refresh],
    statuses: [200, 200, 200, 401, 200],
  },
  {
    servers: 'shared-store',
    credential: 'session-cookie',
    requests: [login, me, me],
    statuses: [200, 200, 200],
  },
  {
    servers: 'shared-store',
    credential: 'bearer',
    requests: [login, me, refresh, me],
    statuses: [200, 200, 200, 200],
  },
]

const named = rows.map(({ requests, ...row }) => ({
  ...row,
  requests,
  settings: settingsFor({ credential: row.credential, wire: { servers: row.servers } }),
  story: requests.map(({ path }) => path).join(' '),
}))

describe('servers', () => {
  it.each(named)('$servers, with $credential: $story is answered $statuses', async (row) => {
    expect(await answered(row.settings, row.requests)).toEqual(row.statuses)
  })

  it.each(named)('$servers, with $credential: $story is foretold as $statuses', async (row) => {
    const answers = await foretold(row.settings, row.requests)
    expect(answers.map(({ status }) => status)).toEqual(row.statuses)
    const turn = (index: number) => (row.servers === 'one' ? 1 : (index % 2) + 1)
    expect(answers.map(({ server }) => server)).toEqual(row.requests.map((_, index) => turn(index)))
  })

  it('take turns at preflights too', async () => {
    const settings = settingsFor({ wire: { servers: 'own-stores' } })
    expect(await answered(settings, [login, preflight, me])).toEqual([200, 204, 200])
    expect(await answered(settings, [preflight, login, preflight, me])).toEqual([204, 200, 204, 200])
  })
})
