import type { IncomingMessage, ServerResponse } from 'node:http'
import { createApi } from '../create-api.ts'
import type { Deps } from '../deps.ts'
import type { Settings } from '../settings/settings.ts'
import { memoryStore } from '../store/memory-store.ts'
import { type SharedCache, sharedCache } from './shared-cache.ts'

/** The servers that run one experiment’s API. Nothing is common to them but their settings, keys and, as set, the store. */
export interface Servers {
  /** Which of them answers a request, both counted from 1: they take turns. */
  turn(request: number): number
  handle(number: number, request: IncomingMessage, response: ServerResponse): void
}

export function createServers(settings: Settings, deps: Deps): Servers {
  const handlers = storesOf(settings, deps).map((store) => createApi(settings, { ...deps, store }).callback())
  const turn = (request: number) => ((request - 1) % handlers.length) + 1
  const cache = cacheOf(settings, deps)
  return {
    turn,
    handle(number, request, response) {
      const serve = handlers[turn(number) - 1]
      if (serve) cache(serve)(request, response)
    },
  }
}

function cacheOf({ wire }: Settings, { pageOrigin, now }: Deps): SharedCache {
  if (wire.sharedCache === 0) return (handle) => handle
  const other = new URL(pageOrigin)
  other.hostname = 'evil.localhost'
  return sharedCache(wire.sharedCache, other.origin, now)
}

function storesOf({ wire }: Settings, { store, now }: Deps) {
  switch (wire.servers) {
    case 'one':
      return [store]
    case 'own-stores':
      return [memoryStore(now), memoryStore(now)]
    case 'shared-store':
      return [store, store]
  }
}
