import { sameOrigin, schemelesslySameSite, siteHost } from '../origin.ts'
import type { BlockedReason } from '../reasons.ts'
import { step } from '../steps.ts'
import type { UserAgent } from '../userAgent.ts'
import { get, type HeaderList } from './headers.ts'
import type { Request } from './request.ts'

/** https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check, the page having no embedder policy; null is allowed. */
export function crossOriginResourcePolicyCheck(
  agent: UserAgent,
  request: Request,
  headers: HeaderList,
): BlockedReason | null {
  const policy = get(headers, 'cross-origin-resource-policy')
  const { origin } = request.current
  const sameSite =
    isOnSiteOfPage(agent, request) && (request.origin.scheme === 'https' || origin.scheme !== 'https')
  const blocked =
    (policy === 'same-origin' && !sameOrigin(request.origin, origin)) || (policy === 'same-site' && !sameSite)
  if (!blocked) return null
  agent.trace?.push(
    step(
      'fetch/resource-policy',
      false,
      `Cross-Origin-Resource-Policy is ${policy}, the page ${request.origin.serialized}.`,
    ),
  )
  return policy === 'same-origin' ? 'CorpNotSameOrigin' : 'CorpNotSameSite'
}

function isOnSiteOfPage({ behaviour }: UserAgent, { origin, current }: Request): boolean {
  if (behaviour.resourcePolicySiteBy === 'site') return schemelesslySameSite(origin, current.origin)
  return !origin.opaque && `.${current.origin.host}`.endsWith(`.${siteHost(origin.host)}`)
}
