import type { IncomingMessage, ServerResponse } from 'node:http'
import { createApi } from '../create-api.ts'
import type { Deps } from '../deps.ts'
import type { Settings } from '../settings/settings.ts'
import { memoryStore } from '../store/memory-store.ts'

/** The servers that run one experiment’s API. Nothing is common to them but their settings, keys and, as set, the store. */
export interface Servers {
  /** Which of them answers a request, both counted from 1: they take turns. */
  turn(request: number): number
  handle(number: number, request: IncomingMessage, response: ServerResponse): void
}

export function createServers(settings: Settings, deps: Deps): Servers {
  const handlers = storesOf(settings, deps).map((store) => createApi(settings, { ...deps, store }).callback())
  const turn = (request: number) => ((request - 1) % handlers.length) + 1
  return {
    turn,
    handle(number, request, response) {
      handlers[turn(number) - 1]?.(request, response)
    },
  }
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
