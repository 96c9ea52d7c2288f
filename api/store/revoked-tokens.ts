import type { DatabaseSync } from 'node:sqlite'
import type { Clock, RevokedTokens } from './store.ts'

/** The most ids that are kept at once. Past it the one whose token expires first is let go. */
const MOST = 10_000

export function memoryRevokedTokens(now: Clock, most = MOST): RevokedTokens {
  const revoked = new Map<string, number>()
  return {
    async add(jti, expires) {
      for (const [other, end] of revoked) if (end <= now()) revoked.delete(other)
      revoked.set(jti, expires)
      if (revoked.size <= most) return
      const [first] = [...revoked].reduce((a, b) => (b[1] < a[1] ? b : a))
      revoked.delete(first)
    },
    has: async (jti) => revoked.has(jti),
  }
}

/** Lists in a SQLite database, each for one experiment. */
export function sqliteRevokedTokens(
  database: DatabaseSync,
  now: Clock,
  most = MOST,
): (experiment: string) => RevokedTokens {
  const expire = database.prepare('DELETE FROM revoked_tokens WHERE experiment = ? AND expires <= ?')
  const insert = database.prepare(
    'INSERT INTO revoked_tokens (experiment, jti, expires) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const letGo = database.prepare(
    `DELETE FROM revoked_tokens
     WHERE experiment = ?1 AND (SELECT count(*) FROM revoked_tokens WHERE experiment = ?1) > ${most}
     AND jti = (SELECT jti FROM revoked_tokens WHERE experiment = ?1 ORDER BY expires LIMIT 1)`,
  )
  const find = database.prepare('SELECT 1 FROM revoked_tokens WHERE experiment = ? AND jti = ?')
  return (experiment) => ({
    async add(jti, expires) {
      expire.run(experiment, now())
      insert.run(experiment, jti, expires)
      letGo.run(experiment)
    },
    has: async (jti) => find.get(experiment, jti) !== undefined,
  })
}
