import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { openDatabase, StorageError } from '../api/store/database.ts'
import { redisStores } from '../api/store/redis-store.ts'
import { sqliteStores } from '../api/store/sqlite-store.ts'
import type { Store } from '../api/store/store.ts'

export interface StorageOptions {
  /** The folder for the database, the certificate and the matrix’s report; made if it is missing. */
  data: string
  /** The URL of the Redis that keeps sessions, refresh tokens and balances; left out, the database does. */
  redis?: string
}

/** Where the lab keeps its own books, and what the experiments' APIs do. */
export interface Storage {
  database: DatabaseSync
  storeOf: (experiment: string) => Store
  close(): void
}

/** Opens the database, and Redis if there is to be one. @throws StorageError */
export async function openStorage({ data, redis: url }: StorageOptions): Promise<Storage> {
  const database = openDatabase(join(data, 'lab.sqlite'))
  if (url === undefined) {
    return { database, storeOf: sqliteStores(database), close: () => database.close() }
  }
  // The client takes a tenth of a second to load, which a start without Redis need not wait for.
  const { connectRedis } = await import('../api/store/redis.ts')
  const redis = await connectRedis(url, console.error)
  return {
    database,
    storeOf: redisStores(redis),
    close() {
      redis.close()
      database.close()
    },
  }
}

/** Makes the folder for what is kept. @throws StorageError */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StorageError(`The folder ${path} cannot be made (${reason}): choose another with --data.`)
  }
}
