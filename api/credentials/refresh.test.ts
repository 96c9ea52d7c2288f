import { describe, expect, it } from 'vitest'
import { apiWith, clientOf, login, type TestClient } from '../test/api.ts'
import { testClock } from '../test/clock.ts'
import { useStores } from '../test/stores.ts'

interface Carrier {
  credential: string
  /** The refresh token that the client has just got. */
  kept(client: TestClient, body: Record<string, unknown>): string
  send(client: TestClient, path: string, token: string, headers?: Record<string, string>): Sent
}
type Sent = ReturnType<TestClient['request']>

/** Where each credential has its refresh token, and how it comes back. */
const carriers: Carrier[] = [
  {
    credential: 'bearer',
    kept: (_client, body) => String(body.refreshToken),
    send: (client, path, refreshToken, headers = {}) =>
      client.request({ method: 'POST', path, headers, body: { refreshToken } }),
  },
  {
    credential: 'jwt-cookie',
    kept: (client) => client.cookies.get('refresh-test') ?? '',
    send(client, path, refreshToken, headers = {}) {
      client.cookies.set('refresh-test', refreshToken)
      return client.request({ method: 'POST', path, headers })
    },
  },
]

const { stores } = useStores()
const rows = carriers.flatMap((carrier) => stores.map((store) => ({ ...carrier, ...store })))

describe.each(rows)('a refresh token of $credential, kept in $name', ({ credential, kept, send, open }) => {
  async function loggedIn(token: object = {}) {
    const clock = testClock()
    const store = open(clock.now)
    const server = () => clientOf(apiWith({ credential, token }, { store, now: clock.now }))
    const client = server()
    const { body } = await client.request(login)
    const use = (token: string, headers?: Record<string, string>) => send(client, '/refresh', token, headers)
    return { client, first: kept(client, body), use, clock, server }
  }

  it('is exchanged for another, again and again', async () => {
    const { client, first, use } = await loggedIn()
    const seen = new Set([first])
    let token = first
    for (let round = 0; round < 3; round++) {
      const answer = await use(token)
      expect(answer).toMatchObject({ status: 200, body: { user: { username: 'ada' } } })
      token = kept(client, answer.body)
      seen.add(token)
    }
    expect(seen.size).toBe(4)
    expect(await client.request({ path: '/me' })).toMatchObject({ status: 200 })
  })

  it('ends its whole family when it comes a second time', async () => {
    const { client, first, use } = await loggedIn({ refreshGrace: 0 })
    const second = kept(client, (await use(first)).body)
    expect(await use(first)).toMatchObject({
      status: 401,
      body: { detail: expect.stringMatching(/used before/) },
    })
    expect(await use(second)).toMatchObject({ status: 401 })
  })

  it('leaves the tokens of another login alone when its family ends', async () => {
    const { client, first, use } = await loggedIn({ refreshGrace: 0 })
    const other = kept(client, (await client.request(login)).body)
    await use(first)
    await use(first)
    expect(await use(other)).toMatchObject({ status: 200 })
  })

  it('is accepted once, of many attempts at the same moment at two servers', async () => {
    const { client, first, server } = await loggedIn({ refreshGrace: 0 })
    const servers = [client, server()]
    const attempts = Array.from({ length: 10 }, () => servers.map((one) => send(one, '/refresh', first)))
    const statuses = (await Promise.all(attempts.flat())).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 401)).toHaveLength(19)
  })

  const second: { name: string; after: number; headers?: Record<string, string>; status: number }[] = [
    { name: 'by the same client within the grace', after: 9, status: 200 },
    { name: 'by the same client after the grace', after: 10, status: 401 },
    { name: 'by another browser within the grace', after: 9, headers: { 'user-agent': 'b' }, status: 401 },
    { name: 'by another page within the grace', after: 9, headers: { origin: 'http://b' }, status: 401 },
  ]

  it.each(second)('used again $name is answered $status', async ({ after, headers, status }) => {
    const { client, first, use, clock } = await loggedIn({ refreshGrace: 10 })
    const successor = kept(client, (await use(first)).body)
    clock.pass(after)
    const again = await use(first, headers)
    expect(again.status).toBe(status)
    // Either both of the client's tabs go on, or nobody does.
    const tokens = status === 200 ? [successor, kept(client, again.body)] : [successor]
    expect(new Set([first, ...tokens]).size).toBe(tokens.length + 1)
    for (const token of tokens) expect((await use(token)).status).toBe(status)
  })

  it('is not given a longer grace by being used again', async () => {
    const { first, use, clock } = await loggedIn({ refreshGrace: 10 })
    await use(first)
    clock.pass(9)
    expect(await use(first)).toMatchObject({ status: 200 })
    clock.pass(1)
    expect(await use(first)).toMatchObject({ status: 401 })
  })

  it('ends when its login is old enough, however often it was exchanged', async () => {
    const { client, first, use, clock } = await loggedIn({ refreshLifetime: 100 })
    clock.pass(99)
    const successor = kept(client, (await use(first)).body)
    clock.pass(1)
    expect(await use(successor)).toMatchObject({
      status: 401,
      body: { detail: expect.stringMatching(/expired/) },
    })
  })

  it('is worth nothing after the logout', async () => {
    const { client, first, use } = await loggedIn()
    await send(client, '/logout', first)
    expect(await use(first)).toMatchObject({ status: 401 })
  })

  it('does not end its family where it was made up from another', async () => {
    const { first, use } = await loggedIn({ refreshGrace: 0 })
    expect(await use(`${first.slice(0, -1)}${first.endsWith('A') ? 'E' : 'A'}`)).toMatchObject({
      status: 401,
    })
    expect(await use(`${first.slice(0, 43)}${'A'.repeat(86)}`)).toMatchObject({ status: 401 })
    expect(await use(first)).toMatchObject({ status: 200 })
  })

  it('is refused with a challenge where it is not known', async () => {
    const { use } = await loggedIn()
    expect(await use('nobody-issued-this')).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': expect.stringContaining('realm=') },
    })
  })
})
