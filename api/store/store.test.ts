import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type TestClock, testClock } from '../test/clock.ts'
import { testDatabase, useStores } from '../test/stores.ts'
import { redisStores } from './redis-store.ts'
import { sqliteStores } from './sqlite-store.ts'
import type { RefreshFamily, Session, Store } from './store.ts'

const { stores, redis } = useStores()

describe.each(stores)('the store in $name', ({ open }) => {
  const opened = () => {
    const clock = testClock()
    return { store: open(clock.now), clock }
  }

  const session = ({ now }: TestClock, partial: Partial<Session> = {}): Session => ({
    username: 'ada',
    client: 'a browser',
    began: now(),
    used: now(),
    expires: now() + 60_000,
    ...partial,
  })

  it('knows the tokens that were revoked, once or twice, also where they have just expired', async () => {
    const { store, clock } = opened()
    await store.revokedTokens.add('late', clock.now() - 1)
    await store.revokedTokens.add('a', clock.now() + 60_000)
    await store.revokedTokens.add('a', clock.now() + 60_000)
    expect(await store.revokedTokens.has('a')).toBe(true)
    expect(await store.revokedTokens.has('b')).toBe(false)
  })

  it('gives a session back', async () => {
    const { store, clock } = opened()
    await store.sessions.put('a', session(clock))
    await store.sessions.put('b', session(clock, { username: 'barbara' }))
    expect(await store.sessions.get('a')).toEqual(session(clock))
    expect(await store.sessions.get('b')).toEqual(session(clock, { username: 'barbara' }))
  })

  it('keeps what is changed in a session once it is written, and not before', async () => {
    const { store, clock } = opened()
    await store.sessions.put('a', session(clock))
    const changed = await store.sessions.get('a')
    if (!changed) throw new Error('The session is gone.')
    changed.used += 1000
    changed.expires += 1000
    expect(await store.sessions.get('a')).toEqual(session(clock))
    await store.sessions.renew('a', changed)
    expect(await store.sessions.get('a')).toEqual(changed)
  })

  const gone: { name: string; prepare: (store: Store, clock: TestClock) => Promise<unknown> }[] = [
    { name: 'was never there', prepare: async () => undefined },
    { name: 'was ended', prepare: ({ sessions }) => sessions.end('a') },
    { name: 'was ended with all of its user', prepare: ({ sessions }) => sessions.endAll('ada') },
    { name: 'has expired', prepare: async (_, clock) => clock.pass(60) },
    {
      name: 'was ended before it was renewed',
      async prepare({ sessions }, clock) {
        await sessions.end('a')
        await sessions.renew('a', session(clock))
      },
    },
  ]

  it.each(gone)('gives nothing for a session that $name', async ({ name, prepare }) => {
    const { store, clock } = opened()
    if (name !== 'was never there') await store.sessions.put('a', session(clock))
    await prepare(store, clock)
    expect(await store.sessions.get('a')).toBeUndefined()
    expect(await store.sessions.ofUser('ada')).toEqual([])
  })

  it('lists the live sessions of one user, the oldest first', async () => {
    const { store, clock } = opened()
    await store.sessions.put('short', session(clock, { expires: clock.now() + 1000 }))
    clock.pass(1)
    const [first, second] = [session(clock), session(clock, { began: clock.now() + 1 })]
    await store.sessions.put('second', second)
    await store.sessions.put('first', first)
    await store.sessions.put('other', session(clock, { username: 'barbara' }))
    expect(await store.sessions.ofUser('ada')).toEqual([
      { hash: 'first', session: first },
      { hash: 'second', session: second },
    ])
  })

  it('ends all sessions of one user and leaves those of others', async () => {
    const { store, clock } = opened()
    await store.sessions.put('a', session(clock))
    await store.sessions.put('b', session(clock))
    await store.sessions.put('c', session(clock, { username: 'barbara' }))
    await store.sessions.endAll('ada')
    const left = await Promise.all(['a', 'b', 'c'].map((hash) => store.sessions.get(hash)))
    expect(left.map((one) => one?.username)).toEqual([undefined, undefined, 'barbara'])
  })

  const family = ({ now }: TestClock): RefreshFamily => ({
    username: 'ada',
    expires: now() + 60_000,
    live: ['h'],
    used: [],
  })

  it('gives a family back, and what replaced it', async () => {
    const { store, clock } = opened()
    const next = { ...family(clock), live: ['i'], used: [{ hash: 'h', at: clock.now(), client: 'a' }] }
    await store.refreshFamilies.add('f', family(clock))
    expect(await store.refreshFamilies.get('f')).toEqual({ family: family(clock), version: 0 })
    expect(await store.refreshFamilies.replace('f', 0, next)).toBe(true)
    expect(await store.refreshFamilies.get('f')).toEqual({ family: next, version: 1 })
  })

  it('lets one of many at the same moment replace a family', async () => {
    const { store, clock } = opened()
    await store.refreshFamilies.add('f', family(clock))
    const attempts = Array.from({ length: 20 }, (_, index) =>
      store.refreshFamilies.replace('f', 0, { ...family(clock), live: [`${index}`] }),
    )
    const successes = (await Promise.all(attempts)).flatMap((done, index) => (done ? [`${index}`] : []))
    expect(successes).toHaveLength(1)
    expect(await store.refreshFamilies.get('f')).toMatchObject({ family: { live: successes }, version: 1 })
  })

  it('knows no family that was ended, has expired, or never was, and replaces none', async () => {
    const { store, clock } = opened()
    for (const id of ['ended', 'expired']) await store.refreshFamilies.add(id, family(clock))
    await store.refreshFamilies.end('ended')
    for (const id of ['ended', 'never'])
      expect(await store.refreshFamilies.replace(id, 0, family(clock))).toBe(false)
    clock.pass(60)
    for (const id of ['ended', 'expired', 'never'])
      expect(await store.refreshFamilies.get(id)).toBeUndefined()
  })

  it('moves money, and none where there is too little', async () => {
    const { accounts } = opened().store
    expect(await accounts.transfer('ada', 'grace', 400)).toBe(true)
    expect(await accounts.transfer('ada', 'grace', 601)).toBe(false)
    expect([await accounts.balance('ada'), await accounts.balance('grace')]).toEqual([600, 1400])
  })

  it('moves no more than there is, in transfers at the same moment', async () => {
    const { accounts } = opened().store
    const moved = await Promise.all(Array.from({ length: 20 }, () => accounts.transfer('ada', 'grace', 100)))
    expect(moved.filter(Boolean)).toHaveLength(10)
    expect([await accounts.balance('ada'), await accounts.balance('grace')]).toEqual([0, 2000])
  })
})

describe('what has expired goes away', () => {
  const logIn = async ({ sessions, refreshFamilies }: Store, name: string, now: number) => {
    const expires = now + 60_000
    await sessions.put(name, { username: 'ada', client: 'a browser', began: now, used: now, expires })
    await refreshFamilies.add(name, { username: 'ada', expires, live: [], used: [] })
  }

  it('in SQLite, with the next login', async () => {
    const [database, clock] = [testDatabase('test'), testClock()]
    const store = sqliteStores(database, clock.now)('test')
    const counts = () =>
      ['sessions', 'refresh_families'].map(
        (table) => database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count,
      )
    await logIn(store, 'a', clock.now())
    await logIn(store, 'b', clock.now())
    expect(counts()).toEqual([2, 2])
    clock.pass(60)
    await logIn(store, 'c', clock.now())
    expect(counts()).toEqual([1, 1])
  })

  it('in Redis, by itself', async () => {
    const experiment = randomUUID()
    const store = redisStores(redis())(experiment)
    await logIn(store, 'a', Date.now())
    await store.accounts.transfer('ada', 'grace', 1)
    const keys = await redis().run((client) => client.keys(`*${experiment}*`))
    expect(keys).toHaveLength(4)
    for (const key of keys) expect(await redis().run((client) => client.pTTL(key))).toBeGreaterThan(0)
  })
})
