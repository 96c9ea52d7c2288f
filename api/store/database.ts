import { DatabaseSync } from 'node:sqlite'

/** A file or folder cannot be used. The message says which, and the way out. */
export class StorageError extends Error {
  override name = 'StorageError'
}

/** The lab's one file: every experiment's settings and data, and the keys. @throws StorageError */
export function openDatabase(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path)
    createTables(database)
    return database
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StorageError(
      `${path} cannot be used (${reason}): remove it, or choose another folder with --data.`,
    )
  }
}

function createTables(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = 2000;

    CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

    CREATE TABLE IF NOT EXISTS experiments (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      settings TEXT NOT NULL
    ) STRICT;

    CREATE TABLE IF NOT EXISTS sessions (
      experiment TEXT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
      hash TEXT NOT NULL,
      data TEXT NOT NULL,
      expires INTEGER NOT NULL,
      PRIMARY KEY (experiment, hash)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS refresh_tokens (
      experiment TEXT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
      hash TEXT NOT NULL,
      family TEXT NOT NULL,
      username TEXT NOT NULL,
      expires INTEGER NOT NULL,
      used INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (experiment, hash)
    ) STRICT, WITHOUT ROWID;

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
