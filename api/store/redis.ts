import { createClient, ErrorReply } from '@redis/client'
import { StoreUnavailable } from './unavailable.ts'

/** A connection to Redis that comes back by itself. */
export interface Redis {
  /** Runs a command. @throws StoreUnavailable where Redis cannot be reached */
  run<T>(command: (client: RedisClient) => Promise<T>): Promise<T>
  close(): void
}

export type RedisClient = ReturnType<typeof client>

/** How long Redis may take for an answer, in milliseconds: a request does not wait for one that hangs. */
const PATIENCE = 2000

/**
 * While Redis is away, commands fail at once instead of waiting for it (`disableOfflineQueue`). A connection
 * that is dead without having been closed is found by a ping that gets no answer, and ended.
 */
function client(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 1000,
    socket: {
      connectTimeout: 2000,
      socketTimeout: 3000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 500),
    },
  })
}

/**
 * Connects, or goes on trying. What happens to the connection is told once for each change.
 * @param url `redis://` or `rediss://`; what it says of the user and the password is told to nobody
 * @param tell takes the sentences for the terminal
 */
export async function connectRedis(url: string, tell: (sentence: string) => void): Promise<Redis> {
  const redis = client(url)
  const { host } = new URL(url)
  let reachable = true
  const attempted = Promise.withResolvers<void>()

  redis.on('ready', () => {
    if (!reachable) tell(`Redis at ${host} is back.`)
    reachable = true
    attempted.resolve()
  })
  redis.on('error', (error: unknown) => {
    if (reachable) tell(`Redis at ${host} cannot be reached (${reasonOf(error)}); the lab goes on trying.`)
    reachable = false
    attempted.resolve()
  })
  // Rejects only when it is closed before it ever got through.
  redis.connect().catch(() => undefined)
  await attempted.promise

  return {
    async run(command) {
      const late = Promise.withResolvers<never>()
      const timer = setTimeout(() => late.reject(new Error(`no answer in ${PATIENCE} ms`)), PATIENCE)
      try {
        return await Promise.race([command(redis), late.promise])
      } catch (error) {
        // Redis answers, but refuses: it wants a password, is loading, or has no memory left.
        if (error instanceof ErrorReply) tell(`Redis at ${host} refused a command (${reasonOf(error)}).`)
        throw new StoreUnavailable(error)
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => redis.destroy(),
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
