import { list, step } from '../steps.ts'
import type { UserAgent } from '../userAgent.ts'
import { extractTokenList, FAILURE, type HeaderList } from './headers.ts'
import type { Request } from './request.ts'

const SAFELISTED = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
])
const FORBIDDEN = new Set(['set-cookie', 'set-cookie2'])

/** The names a script can read of a basic or CORS filtered response: https://fetch.spec.whatwg.org/#concept-filtered-response */
export function exposedHeaders(agent: UserAgent, request: Request, headers: HeaderList): string[] {
  const names = new Set(headers.map(([name]) => name).filter((name) => !FORBIDDEN.has(name)))
  const readable = request.responseTainting === 'cors' ? corsExposed(agent, request, headers) : null
  const exposed = [...names]
    .filter((name) => readable === null || SAFELISTED.has(name) || readable.has(name))
    .sort()
  agent.trace?.push(
    step('fetch/exposed-headers', true, `The script can read ${list(exposed) || 'no header'}.`),
  )
  return exposed
}

/** https://fetch.spec.whatwg.org/#concept-main-fetch, the CORS-exposed header-name list; null exposes all. */
function corsExposed(agent: UserAgent, request: Request, headers: HeaderList): Set<string> | null {
  const names = extractTokenList(headers, 'access-control-expose-headers')
  if (names === FAILURE) {
    agent.trace?.push(
      step('fetch/exposed-headers', false, 'Access-Control-Expose-Headers is no list of names.'),
    )
    return new Set()
  }
  if (names === null) return new Set()
  if (names.includes('*') && request.credentialsMode !== 'include') return null
  return new Set(names.map((name) => name.toLowerCase()))
}
