import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from './database.ts'
import { sqliteStores } from './sqlite-store.ts'

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'with-credentials-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'lab.sqlite')
}

it('a database of an earlier form is taken over: its experiments stay, its logins go', async () => {
  const path = temporaryFile()
  const old = new DatabaseSync(path)
  old.exec(`
    CREATE TABLE experiments (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, settings TEXT NOT NULL) STRICT;
    CREATE TABLE sessions (experiment TEXT, hash TEXT, data TEXT, expires INTEGER) STRICT;
    CREATE TABLE refresh_tokens (experiment TEXT, hash TEXT) STRICT;
    INSERT INTO experiments (id, settings) VALUES ('k7', '{}');
    INSERT INTO sessions VALUES ('k7', 'h', '{}', 1);
  `)
  old.close()
  const database = openDatabase(path)
  expect(database.prepare('SELECT id FROM experiments').all()).toMatchObject([{ id: 'k7' }])
  expect(await sqliteStores(database)('k7').sessions.get('h')).toBeUndefined()
  database.close()
})

it('a database that is opened again keeps its logins', async () => {
  const path = temporaryFile()
  const session = { username: 'ada', client: 'a browser', began: 0, used: 0, expires: Date.now() + 60_000 }
  const first = openDatabase(path)
  first.prepare('INSERT INTO experiments (id, settings) VALUES (?, ?)').run('k7', '{}')
  await sqliteStores(first)('k7').sessions.put('h', session)
  const second = openDatabase(path)
  expect(await sqliteStores(second)('k7').sessions.get('h')).toEqual(session)
  for (const database of [first, second]) database.close()
})
