import type { AsyncNetwork, WireRequest } from '../../web/browser/network.ts'
import type { Answer } from '../../web/browser/scenario.ts'

/** A request that was sent, its answer, and who asked for it: engines, or a probe. */
export interface Exchanged {
  request: WireRequest
  answer: Answer
  askedBy: string[]
}

/** One network for several browsers: a request that is the same for some of them goes out once. */
export interface SharedWire {
  /** In the order in which they were sent. */
  readonly exchanged: readonly Exchanged[]
  /** @param through another network, where this asker's own headers differ */
  as(asker: string, through?: AsyncNetwork): AsyncNetwork
}

export function sharedWire(network: AsyncNetwork): SharedWire {
  const sent = new Map<string, Exchanged>()
  return {
    get exchanged() {
      return [...sent.values()]
    },
    as:
      (asker, through = network) =>
      async (request) => {
        const key = JSON.stringify(request)
        const known = sent.get(key)
        if (known) {
          known.askedBy.push(asker)
          return known.answer
        }
        const answer = await through(request)
        sent.set(key, { request, answer, askedBy: [asker] })
        return answer
      },
  }
}
