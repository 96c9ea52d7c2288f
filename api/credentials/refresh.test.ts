import { describe, expect, it } from 'vitest'
import { apiWith, clientOf, login, type TestClient } from '../test/api.ts'

/** Where each credential has its refresh token, and how it comes back. */
const carriers = [
  {
    credential: 'bearer',
    kept: (_client: TestClient, body: Record<string, unknown>) => String(body.refreshToken),
    use: (client: TestClient, refreshToken: string) =>
      client.request({ method: 'POST', path: '/refresh', body: { refreshToken } }),
    logout: (client: TestClient, refreshToken: string) =>
      client.request({ method: 'POST', path: '/logout', body: { refreshToken } }),
  },
  {
    credential: 'jwt-cookie',
    kept: (client: TestClient) => client.cookies.get('refresh-test') ?? '',
    use(client: TestClient, refreshToken: string) {
      client.cookies.set('refresh-test', refreshToken)
      return client.request({ method: 'POST', path: '/refresh' })
    },
    logout(client: TestClient, refreshToken: string) {
      client.cookies.set('refresh-test', refreshToken)
      return client.request({ method: 'POST', path: '/logout' })
    },
  },
]

describe.each(carriers)('a refresh token of $credential', ({ credential, kept, use, logout }) => {
  async function loggedIn(token: object = {}) {
    const client = clientOf(apiWith({ credential, token }))
    const { body } = await client.request(login)
    return { client, first: kept(client, body) }
  }

  it('is exchanged for another, again and again', async () => {
    const { client, first } = await loggedIn()
    const seen = new Set([first])
    let token = first
    for (let round = 0; round < 3; round++) {
      const answer = await use(client, token)
      expect(answer).toMatchObject({ status: 200, body: { user: { username: 'ada' } } })
      token = kept(client, answer.body)
      seen.add(token)
    }
    expect(seen.size).toBe(4)
    expect(await client.request({ path: '/me' })).toMatchObject({ status: 200 })
  })

  it('ends its whole family when it comes a second time', async () => {
    const { client, first } = await loggedIn()
    const second = kept(client, (await use(client, first)).body)
    expect(await use(client, first)).toMatchObject({ status: 401 })
    expect(await use(client, second)).toMatchObject({ status: 401 })
  })

  it('leaves the tokens of another login alone when its family ends', async () => {
    const { client, first } = await loggedIn()
    const other = kept(client, (await client.request(login)).body)
    await use(client, first)
    await use(client, first)
    expect(await use(client, other)).toMatchObject({ status: 200 })
  })

  it('is accepted once, of two attempts at the same moment', async () => {
    const { client, first } = await loggedIn()
    const answers = await Promise.all([use(client, first), use(client, first)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('is worth nothing after the logout', async () => {
    const { client, first } = await loggedIn()
    await logout(client, first)
    expect(await use(client, first)).toMatchObject({ status: 401 })
  })

  it('is refused with a challenge where it is not known', async () => {
    const { client } = await loggedIn()
    const answer = await use(client, 'nobody-issued-this')
    expect(answer).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': expect.stringContaining('realm=') },
    })
  })
})
