import { memoryRevokedTokens } from './revoked-tokens.ts'
import { type Clock, INITIAL_BALANCE, type RefreshFamily, type Session, type Store } from './store.ts'

/** A store that lives as long as its process. */
export function memoryStore(now: Clock = Date.now): Store {
  const sessions = new Map<string, Session>()
  const families = new Map<string, { family: RefreshFamily; version: number }>()
  const balances = new Map<string, number>()
  const balanceOf = (username: string) => balances.get(username) ?? INITIAL_BALANCE
  const isLive = ({ expires }: { expires: number }) => expires > now()
  const forgetSessions = forgetting(sessions, isLive)
  const forgetFamilies = forgetting(families, ({ family }) => isLive(family))

  return {
    sessions: {
      async get(hash) {
        const session = sessions.get(hash)
        return session && isLive(session) ? { ...session } : undefined
      },
      async put(hash, session) {
        forgetSessions()
        sessions.set(hash, { ...session })
      },
      async renew(hash, session) {
        if (sessions.has(hash)) sessions.set(hash, { ...session })
      },
      async end(hash) {
        sessions.delete(hash)
      },
      async ofUser(username) {
        return [...sessions]
          .filter(([, session]) => session.username === username && isLive(session))
          .map(([hash, session]) => ({ hash, session: { ...session } }))
          .sort((one, other) => one.session.began - other.session.began)
      },
      async endAll(username) {
        for (const [hash, session] of sessions) if (session.username === username) sessions.delete(hash)
      },
    },

    refreshFamilies: {
      async get(id) {
        const found = families.get(id)
        return found && isLive(found.family) ? structuredClone(found) : undefined
      },
      async add(id, family) {
        forgetFamilies()
        families.set(id, { family: structuredClone(family), version: 0 })
      },
      async replace(id, version, family) {
        if (families.get(id)?.version !== version) return false
        families.set(id, { family: structuredClone(family), version: version + 1 })
        return true
      },
      async end(id) {
        families.delete(id)
      },
    },

    revokedTokens: memoryRevokedTokens(now),

    accounts: {
      async balance(username) {
        return balanceOf(username)
      },
      async transfer(from, to, amount) {
        if (balanceOf(from) < amount) return false
        balances.set(from, balanceOf(from) - amount)
        balances.set(to, balanceOf(to) + amount)
        return true
      },
    },
  }
}

/** Forgets what has ended, each time that the map has doubled: so a login costs the same however many there are. */
function forgetting<T>(map: Map<string, T>, isLive: (value: T) => boolean): () => void {
  let most = 16
  return () => {
    if (map.size < most) return
    for (const [key, value] of map) if (!isLive(value)) map.delete(key)
    most = Math.max(16, 2 * map.size)
  }
}
