import { KeyObject } from 'node:crypto'
import { createRemoteJWKSet, customFetch, errors, type FetchImplementation } from 'jose'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** The public keys of another service, by name. */
export interface RemoteKeys {
  /** Undefined where the other service has no such key. @throws KeysUnavailable */
  find(kid: string): Promise<KeyObject | undefined>
}

/** The other service could not be asked, or did not answer with a key set. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable'
}

/** In milliseconds. So long after its last use a rotated key may still be accepted. */
const MAX_AGE = 60_000
const TIMEOUT = 2_000
/** How often in so many seconds an unknown name has the set fetched before its time: anybody can invent one. */
const UNKNOWN_NAMES = { points: 10, duration: 60 }

/** Keys of a JWK Set (RFC 7517, 5), fetched when they are needed, once for all who wait, and kept for a minute. */
export function remoteKeys(url: URL, fetch: FetchImplementation): RemoteKeys {
  const keys = createRemoteJWKSet(url, {
    [customFetch]: fetch,
    cacheMaxAge: MAX_AGE,
    timeoutDuration: TIMEOUT,
    cooldownDuration: 0,
  })
  const unknownNames = new RateLimiterMemory(UNKNOWN_NAMES)

  return {
    async find(kid) {
      const known = keys.jwks()?.keys
      if (known && !known.some((key) => key.kid === kid) && !(await mayAsk())) return undefined
      try {
        return KeyObject.from(await keys({ alg: 'RS256', kid }))
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey) return undefined
        throw new KeysUnavailable(`No key set came from ${url}.`, { cause: error })
      }
    },
  }

  function mayAsk(): Promise<boolean> {
    return unknownNames.consume(url.href).then(
      () => true,
      () => false,
    )
  }
}
