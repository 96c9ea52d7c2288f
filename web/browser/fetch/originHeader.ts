import type { UserAgent } from '../userAgent.ts'
import { type Request, serializeRequestOrigin } from './request.ts'

/** https://fetch.spec.whatwg.org/#append-a-request-origin-header; the referrer policy is the default one. */
export function requestOriginHeader(agent: UserAgent, request: Request): string | null {
  const serialized = serializeRequestOrigin(request)
  if (request.responseTainting === 'cors') return serialized
  if (request.method === 'GET' || request.method === 'HEAD') return null
  const downgrade = request.origin.scheme === 'https' && request.current.origin.scheme !== 'https'
  return downgrade && hidesOrigin(agent, request) ? 'null' : serialized
}

function hidesOrigin(agent: UserAgent, request: Request): boolean {
  switch (agent.behaviour.downgradeHidesOrigin) {
    case 'always':
      return request.mode !== 'cors'
    case 'in navigations':
      return request.mode === 'navigate'
    case 'never':
      return false
  }
}
