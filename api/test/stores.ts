import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll } from 'vitest'
import { openDatabase } from '../store/database.ts'
import { memoryStore } from '../store/memory-store.ts'
import { connectRedis, type Redis } from '../store/redis.ts'
import { redisStores } from '../store/redis-store.ts'
import { sqliteStores } from '../store/sqlite-store.ts'
import type { Clock, Store } from '../store/store.ts'
import { useRedis } from './redis.ts'

/** A way to open an empty store. */
export interface TestStore {
  name: string
  open(now: Clock): Store
}

/** All the kinds of store, on a redis-server that runs while the tests of a file do. */
export function useStores(): { stores: TestStore[]; redis: () => Redis } {
  const server = useRedis()
  let redis: Redis | undefined
  beforeAll(async () => {
    redis = await connectRedis(server.url, console.error)
  })
  afterAll(() => redis?.close())
  const connected = () => {
    if (!redis) throw new Error('Redis is there only while tests run.')
    return redis
  }
  return {
    redis: connected,
    stores: [
      { name: 'memory', open: memoryStore },
      { name: 'SQLite', open: sqliteStore },
      { name: 'Redis', open: (now) => redisStores(connected(), now)(randomUUID()) },
    ],
  }
}

export const sqliteStore = (now: Clock): Store => sqliteStores(testDatabase('test'), now)('test')

/** A database in memory that knows one experiment. */
export function testDatabase(experiment: string): DatabaseSync {
  const database = openDatabase(':memory:')
  database.prepare('INSERT INTO experiments (id, settings) VALUES (?, ?)').run(experiment, '{}')
  return database
}
