import type { WireEvent } from '../../../api/lab/interface.ts'
import type { Got } from '../client/recorder.ts'

/** One request as the script made it. */
export interface ScriptRequest {
  method: string
  url: string
  /** When it was made, in milliseconds of the page's clock. */
  started: number
  /** Milliseconds until the script had a result; null while it waits. */
  duration: number | null
  /** What the script got; null while it waits. */
  got: Got | null
}

/** One request of the script beside what the server saw of it. */
export interface Exchange {
  script: ScriptRequest
  /** The preflight that reached the server for it. */
  preflight: WireEvent | null
  /** The request itself as it reached the server; null where it did not. */
  server: WireEvent | null
  /** Whether there is a result, and all that the server saw of it is here. */
  settled: boolean
}

/**
 * Puts the script's requests and the server's events together. Both come in order, so each request takes
 * the first event with its method and path that no earlier one took, and the preflight that asked for it.
 * @param complete whether no more events will come for these requests
 */
export function pair(
  requests: readonly ScriptRequest[],
  events: readonly WireEvent[],
  complete: boolean,
): Exchange[] {
  const left = [...events].sort((a, b) => a.number - b.number)
  const take = (matches: (event: WireEvent) => boolean): WireEvent | null => {
    const index = left.findIndex(matches)
    return index < 0 ? null : (left.splice(index, 1)[0] ?? null)
  }
  return requests.map((script) => {
    const path = pathOf(script.url)
    const mine = ({ request }: WireEvent) => pathOf(request.url) === path
    const server = take(
      (event) => mine(event) && !event.request.preflight && event.request.method === script.method,
    )
    const preflight = take(
      (event) => mine(event) && asksFor(event) === script.method && (!server || event.number < server.number),
    )
    return { script, preflight, server, settled: complete && script.got !== null }
  })
}

/** The method that a preflight asks for; null for any other request. */
const asksFor = ({ request }: WireEvent): string | null =>
  request.preflight ? headerOf(request.headers, 'access-control-request-method') : null

/** The path of a URL with its query: hosts may be written in more than one way, paths are not. */
const pathOf = (url: string) => {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** The path below the experiment's base: `/login`. */
export const shortPath = (url: string) => `/${pathOf(url).split('/').at(-1)}`

/** A header's value by its name in any case; null where it is not among them. */
export const headerOf = (headers: readonly [string, string][], name: string): string | null =>
  headers.find(([other]) => other.toLowerCase() === name)?.[1] ?? null

export interface SetCookie {
  name: string
  attributes: string
  /** Set with an end in the past: taken back. */
  ended: boolean
}

/** The cookies that an answer sets. */
export const cookiesSet = ({ answer }: WireEvent) => cookiesIn(answer?.headers ?? [])

/** The cookies that an answer with these headers sets. */
export const cookiesIn = (headers: readonly [string, string][]): SetCookie[] =>
  headers
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, value]) => {
      const [pairOf = '', ...attributes] = value.split(';')
      return {
        name: pairOf.split('=')[0]?.trim() ?? '',
        attributes: attributes.join(';').trim(),
        ended: attributes.some((attribute) => /^\s*(max-age=(0|-)|expires=.*\b1970\b)/i.test(attribute)),
      }
    })

/** The headers of a request that matter here, as [name, value]. */
export function requestHeaders({ request }: WireEvent): [string, string][] {
  const named: [string, string | null][] = [
    ['Origin', request.origin],
    ['Sec-Fetch-Site', request.site],
    ['Cookie', request.cookies.map((name) => `${name}=…`).join('; ') || null],
    ['Authorization', request.authorization],
  ]
  const given = named.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]))
  return [...given, ...request.headers]
}
