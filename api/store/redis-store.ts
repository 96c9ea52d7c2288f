import * as v from 'valibot'
import type { Redis } from './redis.ts'
import { familyRow, sessionRow } from './rows.ts'
import { type Clock, INITIAL_BALANCE, type Session, type Store } from './store.ts'

/** How long balances are kept after the last transfer: nothing stays in Redis for ever. */
const ACCOUNTS_LIFETIME = 90 * 24 * 60 * 60 * 1000

/**
 * Stores in Redis 7, each for one experiment. What is read, judged and then written is a script, for Redis
 * runs nothing else meanwhile. Times to live are relative, so that the clocks of the two need not agree.
 */
export function redisStores(redis: Redis, now: Clock = Date.now): (experiment: string) => Store {
  const left = ({ expires }: { expires: number }) => Math.max(1, expires - now())

  return (experiment) => {
    // The braces put an experiment’s keys into one slot of a cluster, so that scripts may use several.
    const key = (...names: string[]) => ['with-credentials', `{${experiment}}`, ...names].join(':')
    const session = (hash: string) => key('session', hash)
    const sessionsOf = (username: string) => key('sessions-of', username)
    const family = (id: string) => key('refresh-family', id)
    const revoked = (jti: string) => key('revoked-token', jti)
    const accounts = key('accounts')

    return {
      sessions: {
        async get(hash) {
          return readSession(await redis.run((client) => client.get(session(hash))))
        },
        put: (hash, value) => write(hash, value),
        renew: (hash, value) => write(hash, value, 'XX'),
        async end(hash) {
          await redis.run((client) => client.del(session(hash)))
        },
        async ofUser(username) {
          const hashes = await redis.run((client) => client.zRange(sessionsOf(username), 0, -1))
          if (hashes.length === 0) return []
          const values = await redis.run((client) => client.mGet(hashes.map(session)))
          return hashes
            .flatMap((hash, index) => {
              const found = readSession(values[index] ?? null)
              return found ? [{ hash, session: found }] : []
            })
            .sort((one, other) => one.session.began - other.session.began)
        },
        async endAll(username) {
          const hashes = await redis.run((client) => client.zRange(sessionsOf(username), 0, -1))
          if (hashes.length === 0) return
          await redis.run((client) =>
            client.multi().del(hashes.map(session)).zRem(sessionsOf(username), hashes).exec(),
          )
        },
      },

      refreshFamilies: {
        async get(id) {
          const [value, version] = await redis.run((client) =>
            client.hmGet(family(id), ['family', 'version']),
          )
          if (!value || !version) return undefined
          const found = v.parse(familyRow, JSON.parse(value))
          return found.expires > now() ? { family: found, version: Number(version) } : undefined
        },
        async add(id, value) {
          await redis.run((client) =>
            client
              .multi()
              .hSet(family(id), { family: JSON.stringify(value), version: 0 })
              .pExpire(family(id), left(value))
              .exec(),
          )
        },
        async replace(id, version, value) {
          const changed = await redis.run((client) =>
            client.eval(REPLACE_FAMILY, {
              keys: [family(id)],
              arguments: [String(version), JSON.stringify(value)],
            }),
          )
          return changed === 1
        },
        async end(id) {
          await redis.run((client) => client.del(family(id)))
        },
      },

      revokedTokens: {
        async add(jti, expires) {
          await redis.run((client) =>
            client.set(revoked(jti), '1', { expiration: { type: 'PX', value: left({ expires }) } }),
          )
        },
        has: async (jti) => (await redis.run((client) => client.exists(revoked(jti)))) === 1,
      },

      accounts: {
        async balance(username) {
          const balance = await redis.run((client) => client.hGet(accounts, username))
          return balance === null ? INITIAL_BALANCE : Number(balance)
        },
        async transfer(from, to, amount) {
          const moved = await redis.run((client) =>
            client.eval(TRANSFER, {
              keys: [accounts],
              arguments: [from, to, String(amount), String(INITIAL_BALANCE), String(ACCOUNTS_LIFETIME)],
            }),
          )
          return moved === 1
        },
      },
    }

    /** The session, and its entry in its user’s list, which lives as long as the longest of them. */
    async function write(hash: string, value: Session, condition?: 'XX'): Promise<void> {
      const list = sessionsOf(value.username)
      const ttl = left(value)
      await redis.run((client) =>
        client
          .multi()
          .set(session(hash), JSON.stringify(value), {
            expiration: { type: 'PX', value: ttl },
            ...(condition && { condition }),
          })
          .zRemRangeByScore(list, '-inf', now())
          .zAdd(list, { score: value.expires, value: hash })
          .pExpire(list, ttl, 'NX')
          .pExpire(list, ttl, 'GT')
          .exec(),
      )
    }
  }

  function readSession(value: string | null): Session | undefined {
    if (value === null) return undefined
    const session = v.parse(sessionRow, JSON.parse(value))
    return session.expires > now() ? session : undefined
  }
}

const REPLACE_FAMILY = `
  if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[1], 'family', ARGV[2])
  redis.call('HINCRBY', KEYS[1], 'version', 1)
  return 1
`

const TRANSFER = `
  local from, to, amount, initial = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
  local balance = tonumber(redis.call('HGET', KEYS[1], from) or initial)
  if balance < amount then return 0 end
  redis.call('HSET', KEYS[1], from, balance - amount)
  redis.call('HSET', KEYS[1], to, tonumber(redis.call('HGET', KEYS[1], to) or initial) + amount)
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  return 1
`
