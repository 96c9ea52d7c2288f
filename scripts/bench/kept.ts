import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { getHeapSpaceStatistics } from 'node:v8'
import type { BenchStore } from '../../api/lab/bench-report.ts'
import { openDatabase } from '../../api/store/database.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import type { RedisClient } from '../../api/store/redis.ts'
import { connectRedis } from '../../api/store/redis.ts'
import { redisStores } from '../../api/store/redis-store.ts'
import { sqliteStores } from '../../api/store/sqlite-store.ts'
import type { Store } from '../../api/store/store.ts'
import { ID } from '../measure/api-server.ts'

/** A store under measurement. */
export interface Kept {
  store: Store
  /** Another at the same place: its use lets the place have what it allocates once, whoever logs in. */
  spare: Store
  /** Whether it keeps things in this process's memory. */
  inMemory: boolean
  /** Bytes that are in use where it keeps things, whatever for: what counts is how they grow. */
  bytes(): Promise<number>
}

/** @param place an existing folder, or the URL of a Redis */
export async function openKept(kind: BenchStore, place: string): Promise<Kept> {
  switch (kind) {
    case 'memory':
      return { store: memoryStore(), spare: memoryStore(), inMemory: true, bytes: heap }
    case 'sqlite':
      return sqliteFile(join(place, `${randomUUID()}.sqlite`))
    case 'redis':
      return redisKeys(place)
  }
}

/** Parts of the heap that hold code, which comes and goes as V8 sees fit. */
const CODE = /code|trusted|shared|read_only/

/** Bytes of the heap without code, and of what hangs on it, once the garbage is collected. */
async function heap(): Promise<number> {
  if (!globalThis.gc) throw new Error('Memory is measured with node --expose-gc.')
  // What one pass finalizes, in turns of the event loop to come, the next collects.
  for (let pass = 0; pass < 4; pass++) {
    globalThis.gc()
    await pause(1)
  }
  const data = getHeapSpaceStatistics().filter(({ space_name }) => !CODE.test(space_name))
  return data.reduce((sum, space) => sum + space.space_used_size, process.memoryUsage().external)
}

const SPARE = 'spare'

function sqliteFile(file: string): Kept {
  const database = openDatabase(file)
  const storeOf = sqliteStores(database)
  for (const id of [ID, SPARE]) {
    database.prepare('INSERT INTO experiments (id, settings) VALUES (?, ?)').run(id, '{}')
  }
  return {
    store: storeOf(ID),
    spare: storeOf(SPARE),
    inMemory: false,
    async bytes() {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return statSync(file).size
    },
  }
}

async function redisKeys(url: string): Promise<Kept> {
  const redis = await connectRedis(url, console.error)
  const storeOf = redisStores(redis)
  return {
    store: storeOf(randomUUID()),
    spare: storeOf(randomUUID()),
    inMemory: false,
    bytes: () => redis.run(settledMemory),
  }
}

/** How long Redis gets to finish what it does on the side, such as moving to a larger table: in milliseconds. */
const BREATH = 120

/** `used_memory`, once it does not change any more by itself. */
async function settledMemory(client: RedisClient): Promise<number> {
  for (let before = -1, tries = 0; ; tries++) {
    const used = Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1])
    if (Math.abs(used - before) < 1024 || tries === 10) return used
    before = used
    await pause(BREATH)
  }
}
