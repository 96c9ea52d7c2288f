import type { AsyncNetwork } from '../../web/browser/network.ts'
import { siteHost } from '../../web/browser/origin.ts'
import { openPage } from '../../web/browser/predict.ts'
import type { Answer, ScenarioRequest } from '../../web/browser/scenario.ts'
import { requestHeader } from '../../web/explain/faults.ts'
import { type Asked, pageOf } from './options.ts'

/** Sends as a page's script would. @param page a URL @param probe what is tried, for the list of exchanges */
export type NetworkOf = (page: string, probe: string) => AsyncNetwork

export interface Probed {
  /** The server let a script of this origin read the answer with credentials, or would let it send the request. */
  allowed: boolean
  /** The answer that decided; undefined where nothing was sent. */
  answer: Answer | undefined
}

/** A request that changes nothing: a GET or HEAD, or a preflight and nothing after it. */
export async function probe(
  origin: string,
  request: ScenarioRequest,
  network: AsyncNetwork,
  preflightOnly: boolean,
): Promise<Probed> {
  let answer: Answer | undefined
  const page = openPage({ browser: { engine: 'chromium' }, page: pageOf(origin) })
  const { blockedBy } = await page.fetch({ ...request, redirect: 'manual' }, async (asking) => {
    if (preflightOnly && !asking.preflight) return { status: 200, headers: [] }
    answer = await network(asking)
    return answer
  })
  // Without headers, what stands in for the answer is kept from the script: then the preflight had passed.
  const passed = preflightOnly ? blockedBy === 'MissingAllowOriginHeader' : blockedBy === null
  return { allowed: passed || (blockedBy !== null && AFTER_THE_ORIGIN.has(blockedBy)), answer }
}

/** A preflight that fails by these has let the origin in, for other methods or headers. */
const AFTER_THE_ORIGIN = new Set([
  'InvalidAllowMethodsPreflightResponse',
  'InvalidAllowHeadersPreflightResponse',
  'MethodDisallowedByPreflightResponse',
  'HeaderDisallowedByPreflightResponse',
])

/** Asks in the name of another origin, with credentials but without any cookie. */
export function probeOrigin(asked: Asked, origin: string, networkOf: NetworkOf): Promise<Probed> {
  const { url, method } = asked.request
  const safe = isSafe(method) && !asked.preflightOnly
  const request = { url, method, credentials: 'include' } as const
  const network = networkOf(pageOf(origin), `as ${origin}`)
  return safe
    ? probe(origin, request, network, false)
    : probe(origin, { ...request, headers: [requestHeader('authorization')] }, network, true)
}

/** RFC 9110 section 9.2.1, as far as a browser's script uses them. */
export const isSafe = (method: string) => /^(GET|HEAD)$/i.test(method)

/** Origins that no list has: a stranger, and strangers whose names end as the page's host or site does. */
export function strangersOf(origin: string): { any: string; alike: string[] } {
  const page = URL.parse(origin)
  const { protocol = 'https:', port = '', hostname = '' } = page ?? {}
  const alike = [hostname, siteHost(hostname)]
    .map((host) => `${protocol}//evil${host}${port && `:${port}`}`)
    .filter((one) => page !== null && URL.canParse(one))
  return { any: `${protocol}//stranger.example`, alike: [...new Set(alike)] }
}
