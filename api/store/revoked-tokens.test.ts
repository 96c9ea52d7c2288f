import { describe, expect, it } from 'vitest'
import { testClock } from '../test/clock.ts'
import { openDatabase } from './database.ts'
import { memoryRevokedTokens, sqliteRevokedTokens } from './revoked-tokens.ts'
import type { Clock } from './store.ts'

function inSqlite(now: Clock, most?: number) {
  const database = openDatabase(':memory:')
  for (const id of ['test', 'other'])
    database.prepare('INSERT INTO experiments (id, settings) VALUES (?, ?)').run(id, '{}')
  return sqliteRevokedTokens(database, now, most)
}

const lists = [
  { name: 'memory', open: memoryRevokedTokens },
  { name: 'SQLite', open: (now: Clock, most?: number) => inSqlite(now, most)('test') },
]

const { now } = testClock()
const later = (minutes: number) => now() + minutes * 60_000

describe.each(lists)('the revocation list in $name', ({ open }) => {
  it('knows what was put on it, once or twice', async () => {
    const list = open(now)
    await list.add('a', later(1))
    await list.add('a', later(1))
    expect([await list.has('a'), await list.has('b')]).toEqual([true, false])
  })

  it('forgets what has expired when the next one comes', async () => {
    const list = open(now)
    await list.add('a', later(-1))
    await list.add('b', later(1))
    expect([await list.has('a'), await list.has('b')]).toEqual([false, true])
  })

  it('holds no more than it may: the token that expires first is let go', async () => {
    const list = open(now, 2)
    for (const [jti, minutes] of [
      ['a', 2],
      ['b', 1],
      ['c', 3],
    ] as const)
      await list.add(jti, later(minutes))
    expect(await Promise.all(['a', 'b', 'c'].map((jti) => list.has(jti)))).toEqual([true, false, true])
  })
})

it('the revocation list of one experiment in SQLite says nothing of another’s', async () => {
  const lists = inSqlite(now)
  await lists('test').add('a', later(1))
  expect(await lists('other').has('a')).toBe(false)
})
