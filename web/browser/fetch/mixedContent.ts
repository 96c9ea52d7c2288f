import { isIpAddress, isLoopback, isPotentiallyTrustworthy, type Origin } from '../origin.ts'
import { step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import { type Request, requestUrl } from './request.ts'

/** https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm: images of an https page are fetched over https. */
export function upgradeMixedContent(agent: UserAgent, request: Request): void {
  const { url, origin } = request.current
  if (request.origin.scheme !== 'https' || request.destination !== 'image') return
  if (isIpAddress(url.hostname) || isTrusted(agent, origin)) return
  if (!agent.behaviour.imagesAreUpgraded) return
  const upgraded = new URL(url)
  upgraded.protocol = 'https:'
  request.current = requestUrl(upgraded)
  request.urlList[request.urlList.length - 1] = request.current
  agent.trace?.push(
    step('fetch/mixed-content-upgrade', true, `The image is fetched from ${upgraded.origin} instead.`),
  )
}

/** https://w3c.github.io/webappsec-mixed-content/#should-block-fetch */
export function shouldBlockAsMixedContent(agent: UserAgent, request: Request): boolean {
  const { origin } = request.current
  if (request.origin.scheme !== 'https' || request.mode === 'navigate') return false
  if (isTrusted(agent, origin)) return false
  if (request.destination === 'image' && !agent.behaviour.imagesAreUpgraded) return false
  agent.trace?.push(
    step(
      'fetch/mixed-content',
      false,
      `The page is https, ${origin.serialized} is not.`,
      isLoopback(origin.host) ? evidence(agent, 'loopbackIsTrustworthy') : undefined,
    ),
  )
  return true
}

function isTrusted(agent: UserAgent, origin: Origin): boolean {
  if (!isPotentiallyTrustworthy(origin)) return false
  return agent.behaviour.loopbackIsTrustworthy || origin.scheme === 'https'
}
