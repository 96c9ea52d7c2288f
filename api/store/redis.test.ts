import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminLogin, apiWith, clientOf, login, PAGE, type TestClient, type TestRequest } from '../test/api.ts'
import { useRedis } from '../test/redis.ts'
import { connectRedis, type Redis } from './redis.ts'
import { redisStores } from './redis-store.ts'

const server = useRedis()
const said: string[] = []
/** Resolves when Redis is said to be back. */
let back = Promise.withResolvers<void>()
let redis: Redis
let session: TestClient
let bearer: TestClient
let refreshToken: unknown

beforeAll(async () => {
  redis = await connectRedis(server.url, (sentence) => {
    said.push(sentence)
    if (sentence.endsWith('is back.')) back.resolve()
  })
  const api = (credential: string) =>
    clientOf(apiWith({ credential }, { store: redisStores(redis)(randomUUID()) }))
  session = api('session-cookie')
  bearer = api('bearer')
  await session.request(login)
  refreshToken = (await bearer.request(adminLogin)).body.refreshToken
})
afterAll(() => redis.close())

interface Row {
  name: string
  client: () => TestClient
  request: () => TestRequest
  /** Without Redis, and with it. */
  down: number
  up: number
}

const nobody = { cookie: '', authorization: '' }
const rows: Row[] = [
  { name: 'who has a session', client: () => session, request: () => ({ path: '/me' }), down: 503, up: 200 },
  {
    name: 'a list of sessions',
    client: () => session,
    request: () => ({ path: '/sessions' }),
    down: 503,
    up: 200,
  },
  {
    name: 'a login that begins a session',
    client: () => session,
    request: () => ({ ...login, headers: { cookie: '' } }),
    down: 503,
    up: 200,
  },
  {
    name: 'a login that issues tokens',
    client: () => bearer,
    request: () => ({ ...adminLogin, headers: { authorization: '' } }),
    down: 503,
    up: 200,
  },
  {
    name: 'a balance, asked for with a token',
    client: () => bearer,
    request: () => ({ path: '/me' }),
    down: 503,
    up: 200,
  },
  {
    name: 'a transfer',
    client: () => bearer,
    request: () => ({ method: 'POST', path: '/transfers', body: { to: 'ada', amount: 1 } }),
    down: 503,
    up: 201,
  },
  {
    name: 'a refresh token',
    client: () => bearer,
    request: () => ({ method: 'POST', path: '/refresh', body: { refreshToken } }),
    down: 503,
    up: 200,
  },
  {
    name: 'what only the token’s role is needed for',
    client: () => bearer,
    request: () => ({ path: '/admin' }),
    down: 200,
    up: 200,
  },
  {
    name: 'who has no session',
    client: () => session,
    request: () => ({ path: '/me', headers: nobody }),
    down: 401,
    up: 401,
  },
  {
    name: 'a wrong password',
    client: () => bearer,
    request: () => ({ ...login, body: { username: 'ada', password: 'wrong' } }),
    down: 401,
    up: 401,
  },
  {
    name: 'a preflight',
    client: () => session,
    request: () => ({ method: 'OPTIONS', path: '/me', headers: { 'access-control-request-method': 'GET' } }),
    down: 204,
    up: 204,
  },
]

const ask = ({ client, request }: Row) => {
  const asked = request()
  return client().request({ ...asked, headers: { ...asked.headers, origin: PAGE } })
}

/** Starts it again, and waits until the connection stands. */
async function restart(): Promise<void> {
  back = Promise.withResolvers()
  await server.start()
  await back.promise
}

describe('while Redis is down', () => {
  beforeAll(async () => {
    said.length = 0
    await server.kill()
  })
  afterAll(restart)

  it.each(rows)('$name is answered $down', async (row) => {
    const answer = await ask(row)
    expect(answer).toMatchObject({
      status: row.down,
      headers: { 'access-control-allow-origin': PAGE, 'access-control-allow-credentials': 'true' },
    })
    if (row.down !== 503) return
    expect(answer).toMatchObject({
      headers: { 'content-type': 'application/problem+json', 'retry-after': '1' },
      body: { title: 'Service Unavailable', detail: expect.stringContaining('try again') },
    })
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('the terminal is told once', async () => {
    for (let time = 0; time < 3; time++) await session.request({ path: '/me' })
    const { host } = new URL(server.url)
    expect(said).toEqual([expect.stringMatching(new RegExp(`^Redis at ${host} cannot be reached \\(.+\\)`))])
  })
})

describe('when Redis is back', () => {
  beforeAll(async () => {
    await server.kill()
    await restart()
  })

  it.each(rows)('$name is answered $up, with what was known before', async (row) => {
    expect(await ask(row)).toMatchObject({ status: row.up })
  })
})

describe('while Redis hangs', () => {
  it('who has a session is answered 503 after a while, and 200 when it goes on', async () => {
    server.pause()
    const hanging = await session.request({ path: '/me' })
    server.resume()
    expect(hanging).toMatchObject({ status: 503 })
    expect(await session.request({ path: '/me' })).toMatchObject({ status: 200 })
  })
})

describe('a Redis that is not there at the start', () => {
  beforeAll(() => server.kill())
  afterAll(restart)

  it('is found once it is', async () => {
    const found = Promise.withResolvers<void>()
    const late = await connectRedis(server.url, (sentence) => {
      if (sentence.endsWith('is back.')) found.resolve()
    })
    const { sessions } = redisStores(late)(randomUUID())
    await expect(sessions.get('a')).rejects.toMatchObject({ status: 503 })
    await server.start()
    await found.promise
    expect(await sessions.get('a')).toBeUndefined()
    late.close()
    await server.kill()
  })

  it('is told of without its password', async () => {
    const told: string[] = []
    const url = server.url.replace('redis://', 'redis://ada:lovelace@')
    const late = await connectRedis(url, (sentence) => told.push(sentence))
    late.close()
    expect(told).toHaveLength(1)
    expect(told[0]).not.toMatch(/ada|lovelace/)
  })
})
