import { hashToken } from '../opaque-tokens.ts'
import { memoryRevokedTokens } from './revoked-tokens.ts'
import { type Clock, INITIAL_BALANCE, type RefreshToken, type Store } from './store.ts'

/** A store that lives as long as its process. */
export function memoryStore(now: Clock = Date.now): Store {
  const sessions = new Map<string, { data: Record<string, unknown>; expires: number }>()
  const refreshTokens = new Map<string, RefreshToken & { used: boolean }>()
  const balances = new Map<string, number>()
  const balanceOf = (username: string) => balances.get(username) ?? INITIAL_BALANCE

  return {
    sessions: {
      async get(id) {
        const session = sessions.get(hashToken(id))
        return session && session.expires > now() ? session.data : undefined
      },
      async set(id, data, lifetime) {
        for (const [hash, { expires }] of sessions) if (expires <= now()) sessions.delete(hash)
        sessions.set(hashToken(id), { data: structuredClone(data), expires: now() + lifetime })
      },
      async destroy(id) {
        sessions.delete(hashToken(id))
      },
    },

    refreshTokens: {
      async add(token) {
        for (const [hash, { expires }] of refreshTokens) if (expires <= now()) refreshTokens.delete(hash)
        refreshTokens.set(token.hash, { ...token, used: false })
      },
      async use(hash) {
        const token = refreshTokens.get(hash)
        if (!token) return { outcome: 'unknown' }
        const { family, username, expires, used } = token
        if (used) return { outcome: 'reused', family }
        token.used = true
        return expires > now() ? { outcome: 'used', family, username } : { outcome: 'expired' }
      },
      async endFamily(family) {
        for (const [hash, token] of refreshTokens) if (token.family === family) refreshTokens.delete(hash)
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
