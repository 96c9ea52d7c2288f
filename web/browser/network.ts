import type { Answer, Header } from './scenario.ts'

/** A request as it leaves the browser. */
export interface WireRequest {
  method: string
  url: string
  headers: Header[]
  body: string | null
  /** It is a CORS preflight. */
  preflight: boolean
  /** 0 for the first hop. */
  hop: number
}

/** Whatever answers requests: canned answers, a server, a recording. */
export type Network = (request: WireRequest) => Answer
export type AsyncNetwork = (request: WireRequest) => Promise<Answer>

/** Algorithms that need the network yield a request where they wait for its answer. */
export type Fetching<T> = Generator<WireRequest, T, Answer>

export function runWith<T>(fetching: Fetching<T>, network: Network): T {
  let next = fetching.next()
  while (next.done !== true) next = fetching.next(network(next.value))
  return next.value
}

export async function runWithAsync<T>(fetching: Fetching<T>, network: AsyncNetwork): Promise<T> {
  let next = fetching.next()
  while (next.done !== true) next = fetching.next(await network(next.value))
  return next.value
}
