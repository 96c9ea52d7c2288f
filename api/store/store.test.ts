import { describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { memoryStore } from './memory-store.ts'
import { sqliteStores } from './sqlite-store.ts'
import type { Store } from './store.ts'

function sqliteStore(): Store {
  const database = openDatabase(':memory:')
  database.prepare('INSERT INTO experiments (id, settings) VALUES (?, ?)').run('test', '{}')
  return sqliteStores(database)('test')
}

const stores = [
  { name: 'memory', open: memoryStore },
  { name: 'SQLite', open: sqliteStore },
]

describe.each(stores)('the store in $name', ({ open }) => {
  it('gives a session back, and what was written last', async () => {
    const { sessions } = open()
    await sessions.set('a', { username: 'ada' }, 1000)
    await sessions.set('a', { username: 'grace' }, 1000)
    await sessions.set('b', { username: 'barbara' }, 1000)
    expect(await sessions.get('a')).toEqual({ username: 'grace' })
    expect(await sessions.get('b')).toEqual({ username: 'barbara' })
  })

  it.each([
    { name: 'was never there', prepare: async () => undefined },
    {
      name: 'was destroyed',
      prepare: async ({ sessions }: Store) => {
        await sessions.set('a', { username: 'ada' }, 1000)
        await sessions.destroy('a')
      },
    },
    {
      name: 'has expired',
      prepare: async ({ sessions }: Store) => sessions.set('a', { username: 'ada' }, 0),
    },
  ])('gives nothing for a session that $name', async ({ prepare }) => {
    const store = open()
    await prepare(store)
    expect(await store.sessions.get('a')).toBeUndefined()
  })

  const token = { hash: 'h', family: 'f', username: 'ada', expires: Date.now() + 60_000 }

  it('lets a refresh token be used once', async () => {
    const { refreshTokens } = open()
    await refreshTokens.add(token)
    expect(await refreshTokens.use('h')).toEqual({ outcome: 'used', family: 'f', username: 'ada' })
    expect(await refreshTokens.use('h')).toEqual({ outcome: 'reused', family: 'f' })
  })

  it('knows expired and unknown refresh tokens', async () => {
    const { refreshTokens } = open()
    await refreshTokens.add({ ...token, expires: Date.now() - 1 })
    expect(await refreshTokens.use('h')).toEqual({ outcome: 'expired' })
    expect(await refreshTokens.use('other')).toEqual({ outcome: 'unknown' })
  })

  it('ends a family and leaves others', async () => {
    const { refreshTokens } = open()
    await refreshTokens.add(token)
    await refreshTokens.add({ ...token, hash: 'i' })
    await refreshTokens.add({ ...token, hash: 'j', family: 'g' })
    await refreshTokens.endFamily('f')
    const outcomes = await Promise.all(['h', 'i', 'j'].map((hash) => refreshTokens.use(hash)))
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'used'])
  })

  it('moves money, and none where there is too little', async () => {
    const { accounts } = open()
    expect(await accounts.transfer('ada', 'grace', 400)).toBe(true)
    expect(await accounts.transfer('ada', 'grace', 601)).toBe(false)
    expect([await accounts.balance('ada'), await accounts.balance('grace')]).toEqual([600, 1400])
  })
})
