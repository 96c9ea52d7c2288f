import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { hashToken } from '../opaque-tokens.ts'
import { sqliteRevokedTokens } from './revoked-tokens.ts'
import { type Clock, INITIAL_BALANCE, type Store } from './store.ts'

const row = {
  data: v.object({ data: v.string() }),
  refreshToken: v.object({ family: v.string(), username: v.string(), expires: v.number() }),
  balance: v.object({ balance: v.number() }),
}
const sessionData = v.record(v.string(), v.unknown())

/** Stores in a SQLite database, each for one experiment. */
export function sqliteStores(database: DatabaseSync, now: Clock = Date.now): (experiment: string) => Store {
  const prepare = (sql: string) => database.prepare(sql)
  const statements = {
    getSession: prepare('SELECT data FROM sessions WHERE experiment = ? AND hash = ? AND expires > ?'),
    setSession: prepare(
      `INSERT INTO sessions (experiment, hash, data, expires) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET data = excluded.data, expires = excluded.expires`,
    ),
    destroySession: prepare('DELETE FROM sessions WHERE experiment = ? AND hash = ?'),
    expireSessions: prepare('DELETE FROM sessions WHERE experiment = ? AND expires <= ?'),
    addToken: prepare(
      'INSERT INTO refresh_tokens (experiment, hash, family, username, expires) VALUES (?, ?, ?, ?, ?)',
    ),
    useToken: prepare(
      `UPDATE refresh_tokens SET used = 1 WHERE experiment = ? AND hash = ? AND used = 0
       RETURNING family, username, expires`,
    ),
    findToken: prepare(
      'SELECT family, username, expires FROM refresh_tokens WHERE experiment = ? AND hash = ?',
    ),
    endFamily: prepare('DELETE FROM refresh_tokens WHERE experiment = ? AND family = ?'),
    expireTokens: prepare('DELETE FROM refresh_tokens WHERE experiment = ? AND expires <= ?'),
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
      async get(id) {
        const found = statements.getSession.get(experiment, hashToken(id), now())
        return found && v.parse(sessionData, JSON.parse(v.parse(row.data, found).data))
      },
      async set(id, data, lifetime) {
        statements.expireSessions.run(experiment, now())
        statements.setSession.run(experiment, hashToken(id), JSON.stringify(data), now() + lifetime)
      },
      async destroy(id) {
        statements.destroySession.run(experiment, hashToken(id))
      },
    },

    refreshTokens: {
      async add({ hash, family, username, expires }) {
        statements.expireTokens.run(experiment, now())
        statements.addToken.run(experiment, hash, family, username, expires)
      },
      async use(hash) {
        const used = statements.useToken.get(experiment, hash)
        const found = used ?? statements.findToken.get(experiment, hash)
        if (!found) return { outcome: 'unknown' }
        const { family, username, expires } = v.parse(row.refreshToken, found)
        if (!used) return { outcome: 'reused', family }
        return expires > now() ? { outcome: 'used', family, username } : { outcome: 'expired' }
      },
      async endFamily(family) {
        statements.endFamily.run(experiment, family)
      },
    },

    revokedTokens: revokedTokens(experiment),

    accounts: {
      async balance(username) {
        const found = statements.balance.get(experiment, username)
        return found ? v.parse(row.balance, found).balance : INITIAL_BALANCE
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
