import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { sqliteRevokedTokens } from './revoked-tokens.ts'
import { familyRow, sessionRow } from './rows.ts'
import { type Clock, INITIAL_BALANCE, type Store } from './store.ts'

const hashRow = v.object({ hash: v.string() })
const versionedRow = v.object({ family: v.string(), version: v.number() })
const balanceRow = v.object({ balance: v.number() })

/** Stores in a SQLite database, each for one experiment. */
export function sqliteStores(database: DatabaseSync, now: Clock = Date.now): (experiment: string) => Store {
  const prepare = (sql: string) => database.prepare(sql)
  const statements = {
    session: prepare(
      `SELECT username, client, began, used, expires FROM sessions
       WHERE experiment = ? AND hash = ? AND expires > ?`,
    ),
    putSession: prepare(
      `INSERT INTO sessions (experiment, hash, username, client, began, used, expires)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    renewSession: prepare('UPDATE sessions SET used = ?, expires = ? WHERE experiment = ? AND hash = ?'),
    endSession: prepare('DELETE FROM sessions WHERE experiment = ? AND hash = ?'),
    sessionsOf: prepare(
      `SELECT hash, username, client, began, used, expires FROM sessions
       WHERE experiment = ? AND username = ? AND expires > ? ORDER BY began`,
    ),
    endSessionsOf: prepare('DELETE FROM sessions WHERE experiment = ? AND username = ?'),
    expireSessions: prepare('DELETE FROM sessions WHERE expires <= ?'),

    family: prepare(
      'SELECT family, version FROM refresh_families WHERE experiment = ? AND id = ? AND expires > ?',
    ),
    addFamily: prepare(
      'INSERT INTO refresh_families (experiment, id, family, version, expires) VALUES (?, ?, ?, 0, ?)',
    ),
    replaceFamily: prepare(
      `UPDATE refresh_families SET family = ?, version = version + 1
       WHERE experiment = ? AND id = ? AND version = ?`,
    ),
    endFamily: prepare('DELETE FROM refresh_families WHERE experiment = ? AND id = ?'),
    expireFamilies: prepare('DELETE FROM refresh_families WHERE expires <= ?'),

    balance: prepare('SELECT balance FROM accounts WHERE experiment = ? AND username = ?'),
    openAccount: prepare(
      `INSERT INTO accounts (experiment, username, balance) VALUES (?, ?, ${INITIAL_BALANCE})
       ON CONFLICT DO NOTHING`,
    ),
    withdraw: prepare(
      'UPDATE accounts SET balance = balance - ?3 WHERE experiment = ?1 AND username = ?2 AND balance >= ?3',
    ),
    deposit: prepare('UPDATE accounts SET balance = balance + ?3 WHERE experiment = ?1 AND username = ?2'),
  }

  const revokedTokens = sqliteRevokedTokens(database, now)

  return (experiment) => ({
    sessions: {
      async get(hash) {
        const found = statements.session.get(experiment, hash, now())
        return found && v.parse(sessionRow, found)
      },
      async put(hash, { username, client, began, used, expires }) {
        statements.expireSessions.run(now())
        statements.putSession.run(experiment, hash, username, client, began, used, expires)
      },
      async renew(hash, { used, expires }) {
        statements.renewSession.run(used, expires, experiment, hash)
      },
      async end(hash) {
        statements.endSession.run(experiment, hash)
      },
      async ofUser(username) {
        return statements.sessionsOf
          .all(experiment, username, now())
          .map((row) => ({ hash: v.parse(hashRow, row).hash, session: v.parse(sessionRow, row) }))
      },
      async endAll(username) {
        statements.endSessionsOf.run(experiment, username)
      },
    },

    refreshFamilies: {
      async get(id) {
        const found = statements.family.get(experiment, id, now())
        if (!found) return undefined
        const { family, version } = v.parse(versionedRow, found)
        return { family: v.parse(familyRow, JSON.parse(family)), version }
      },
      async add(id, family) {
        statements.expireFamilies.run(now())
        statements.addFamily.run(experiment, id, JSON.stringify(family), family.expires)
      },
      async replace(id, version, family) {
        return statements.replaceFamily.run(JSON.stringify(family), experiment, id, version).changes === 1
      },
      async end(id) {
        statements.endFamily.run(experiment, id)
      },
    },

    revokedTokens: revokedTokens(experiment),

    accounts: {
      async balance(username) {
        const found = statements.balance.get(experiment, username)
        return found ? v.parse(balanceRow, found).balance : INITIAL_BALANCE
      },
      async transfer(from, to, amount) {
        database.exec('BEGIN IMMEDIATE')
        try {
          for (const username of [from, to]) statements.openAccount.run(experiment, username)
          const moved = statements.withdraw.run(experiment, from, amount).changes === 1
          if (moved) statements.deposit.run(experiment, to, amount)
          database.exec('COMMIT')
          return moved
        } catch (error) {
          database.exec('ROLLBACK')
          throw error
        }
      },
    },
  })
}
