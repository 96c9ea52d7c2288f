import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'

/** A file or folder cannot be used. The message says which, and the way out. */
export class StorageError extends Error {
  override name = 'StorageError'
}

/** The lab's one file: every experiment's settings and data, and the keys. @throws StorageError */
export function openDatabase(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path)
    database.exec(PRAGMAS)
    dropOldTables(database)
    createTables(database)
    return database
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StorageError(
      `${path} cannot be used (${reason}): remove it, or choose another folder with --data.`,
    )
  }
}

/** Several processes may work on the file: writers wait for one another. */
const PRAGMAS = `
  PRAGMA busy_timeout = 2000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA foreign_keys = ON;
`

const versionRow = v.object({ user_version: v.number() })

/** The form of the tables; raised where one of them changes. */
const VERSION = 1

/** Logins that were kept in an older form are forgotten: whoever was logged in logs in again. */
function dropOldTables(database: DatabaseSync): void {
  const { user_version: version } = v.parse(versionRow, database.prepare('PRAGMA user_version').get())
  if (version === VERSION) return
  database.exec(`
    DROP TABLE IF EXISTS sessions;
    DROP TABLE IF EXISTS refresh_tokens;
    PRAGMA user_version = ${VERSION};
  `)
}

function createTables(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

    CREATE TABLE IF NOT EXISTS experiments (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      settings TEXT NOT NULL
    ) STRICT;

    CREATE TABLE IF NOT EXISTS sessions (
      experiment TEXT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
      hash TEXT NOT NULL,
      username TEXT NOT NULL,
      client TEXT NOT NULL,
      began INTEGER NOT NULL,
      used INTEGER NOT NULL,
      expires INTEGER NOT NULL,
      PRIMARY KEY (experiment, hash)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS sessions_expire ON sessions (expires);

    CREATE TABLE IF NOT EXISTS refresh_families (
      experiment TEXT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
      id TEXT NOT NULL,
      family TEXT NOT NULL,
      version INTEGER NOT NULL,
      expires INTEGER NOT NULL,
      PRIMARY KEY (experiment, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS refresh_families_expire ON refresh_families (expires);

    CREATE TABLE IF NOT EXISTS revoked_tokens (
      experiment TEXT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
      jti TEXT NOT NULL,
      expires INTEGER NOT NULL,
      PRIMARY KEY (experiment, jti)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS key_rotations (
      experiment TEXT PRIMARY KEY REFERENCES experiments (id) ON DELETE CASCADE,
      generation INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS accounts (
      experiment TEXT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
      username TEXT NOT NULL,
      balance INTEGER NOT NULL CHECK (balance >= 0),
      PRIMARY KEY (experiment, username)
    ) STRICT, WITHOUT ROWID;
  `)
}
