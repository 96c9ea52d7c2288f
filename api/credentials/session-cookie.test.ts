import { describe, expect, it } from 'vitest'
import { adminLogin, apiWith, clientOf, login, type TestClient } from '../test/api.ts'
import { testClock } from '../test/clock.ts'
import { useStores } from '../test/stores.ts'

const { stores } = useStores()
const me = { path: '/me' }

describe.each(stores)('a session kept in $name', ({ open }) => {
  /** One API, and as many clients of it as a test needs. */
  function api(session: object = {}) {
    const clock = testClock()
    const store = open(clock.now)
    const listener = apiWith({ credential: 'session-cookie', session }, { store, now: clock.now })
    return {
      clock,
      client: () => clientOf(listener),
      id: (client: TestClient) => client.cookies.get('sid-test') ?? '',
    }
  }

  describe('that begins', () => {
    it('takes no id that somebody made up', async () => {
      const { client, id } = api()
      const victim = client()
      victim.cookies.set('sid-test', 'known-before-the-login')
      await victim.request(login)
      expect(id(victim)).not.toBe('known-before-the-login')
      victim.cookies.set('sid-test', 'known-before-the-login')
      expect(await victim.request(me)).toMatchObject({ status: 401 })
    })

    it('takes no id of a session that was there, and ends that one', async () => {
      const { client, id } = api()
      const attacker = client()
      await attacker.request(adminLogin)
      const victim = client()
      victim.cookies.set('sid-test', id(attacker))
      await victim.request(login)
      expect(id(victim)).not.toBe(id(attacker))
      expect(await attacker.request(me)).toMatchObject({ status: 401 })
      expect(await victim.request(me)).toMatchObject({ status: 200, body: { username: 'ada' } })
    })

    it('has an id of 256 random bits', async () => {
      const { client, id } = api()
      const ids = await Promise.all(
        Array.from({ length: 3 }, async () => {
          const one = client()
          await one.request(login)
          return id(one)
        }),
      )
      expect(new Set(ids).size).toBe(3)
      for (const one of ids) expect(Buffer.from(one, 'base64url')).toHaveLength(32)
    })
  })

  describe('that lives', () => {
    const lifetimes = { idleLifetime: 100, absoluteLifetime: 250 }
    const rows: { name: string; uses: number[]; status: number }[] = [
      { name: 'used just before it is idle too long', uses: [99], status: 200 },
      { name: 'idle too long', uses: [100], status: 401 },
      { name: 'idle too long after a use', uses: [50, 100], status: 401 },
      { name: 'used again and again', uses: [90, 90, 69], status: 200 },
      { name: 'used again and again until it is too old', uses: [90, 90, 70], status: 401 },
    ]
    it.each(rows)('and is $name, after $uses seconds, is answered $status', async ({ uses, status }) => {
      const { client, clock } = api(lifetimes)
      const one = client()
      await one.request(login)
      let answer = await one.request(me)
      for (const seconds of uses) {
        clock.pass(seconds)
        answer = await one.request(me)
      }
      expect(answer.status).toBe(status)
    })

    it('sets its cookie at the login alone', async () => {
      const { client, clock } = api()
      const one = client()
      expect((await one.request(login)).headers['set-cookie']).toBeDefined()
      clock.pass(60)
      expect((await one.request(me)).headers['set-cookie']).toBeUndefined()
    })
  })

  it('cannot be used after the logout, even by who kept the cookie', async () => {
    const { client, id } = api()
    const one = client()
    await one.request(login)
    const kept = id(one)
    await one.request({ method: 'POST', path: '/logout' })
    one.cookies.set('sid-test', kept)
    expect(await one.request(me)).toMatchObject({ status: 401 })
  })

  describe('among others', () => {
    const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'

    /** Ada in two browsers, and Grace. */
    async function three() {
      const { client, clock } = api()
      const [laptop, phone, grace] = [client(), client(), client()]
      await laptop.request({ ...login, headers: { 'user-agent': FIREFOX } })
      clock.pass(60)
      await phone.request({ ...login, headers: { 'user-agent': 'curl/8.5.0' } })
      await grace.request(adminLogin)
      return { laptop, phone, grace, clock, client }
    }

    const listOf = async (client: TestClient) => {
      const { body } = await client.request({ path: '/sessions' })
      return Array.isArray(body.sessions) ? body.sessions : []
    }
    const statuses = async (...clients: TestClient[]) =>
      (await Promise.all(clients.map((client) => client.request(me)))).map(({ status }) => status)

    it('is listed to its user alone', async () => {
      const { laptop, phone, grace, clock } = await three()
      clock.pass(60)
      expect(await listOf(laptop)).toEqual([
        {
          id: expect.any(String),
          client: 'Firefox 153 on Linux',
          began: '2026-01-01T00:00:00.000Z',
          used: '2026-01-01T00:02:00.000Z',
          expires: '2026-01-01T00:32:00.000Z',
          current: true,
        },
        {
          id: expect.any(String),
          client: 'curl/8.5.0',
          began: '2026-01-01T00:01:00.000Z',
          used: '2026-01-01T00:01:00.000Z',
          expires: '2026-01-01T00:31:00.000Z',
          current: false,
        },
      ])
      expect((await listOf(phone)).map(({ current }) => current)).toEqual([false, true])
      expect(await listOf(grace)).toHaveLength(1)
    })

    it('is listed under an id that is no credential', async () => {
      const { laptop, client } = await three()
      for (const { id } of await listOf(laptop)) {
        const thief = client()
        thief.cookies.set('sid-test', id)
        expect(await thief.request(me)).toMatchObject({ status: 401 })
      }
    })

    it('is listed no more once it has ended', async () => {
      const { laptop, phone } = await three()
      await phone.request({ method: 'POST', path: '/logout' })
      expect(await listOf(laptop)).toMatchObject([{ current: true }])
    })

    it('ends alone by its id', async () => {
      const { laptop, phone, grace } = await three()
      const [, { id }] = await listOf(laptop)
      expect(await laptop.request({ method: 'DELETE', path: `/sessions/${id}` })).toMatchObject({
        status: 204,
      })
      expect(await statuses(laptop, phone, grace)).toEqual([200, 401, 200])
    })

    it('ends by its own id, and its cookie goes', async () => {
      const { laptop, phone } = await three()
      const [{ id }] = await listOf(laptop)
      await laptop.request({ method: 'DELETE', path: `/sessions/${id}` })
      expect(laptop.cookies.size).toBe(0)
      expect(await statuses(laptop, phone)).toEqual([401, 200])
    })

    it('ends everywhere with all of its user’s', async () => {
      const { laptop, phone, grace } = await three()
      expect(await laptop.request({ method: 'DELETE', path: '/sessions' })).toMatchObject({ status: 204 })
      expect(laptop.cookies.size).toBe(0)
      expect(await statuses(laptop, phone, grace)).toEqual([401, 401, 200])
    })

    it('is not ended by another user, who does not even learn that it exists', async () => {
      const { laptop, grace } = await three()
      const [{ id }] = await listOf(laptop)
      const others = await grace.request({ method: 'DELETE', path: `/sessions/${id}` })
      const nobodys = await grace.request({ method: 'DELETE', path: '/sessions/nobody' })
      expect(others).toMatchObject({ status: 404 })
      expect(others.body).toEqual(nobodys.body)
      expect(await statuses(laptop)).toEqual([200])
    })

    it.each([
      ['GET', '/sessions'],
      ['DELETE', '/sessions'],
      ['DELETE', '/sessions/any'],
    ] as const)('is no business of nobody’s: %s %s is answered 401', async (method, path) => {
      const { client } = api()
      expect(await client().request({ method, path })).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': expect.stringContaining('realm=') },
      })
    })
  })
})
