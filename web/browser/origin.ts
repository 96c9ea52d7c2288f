import { parse } from 'tldts'

/** An origin of the HTML standard: a tuple, or opaque. */
export interface Origin {
  /** How it stands in an `Origin` header: "null" where opaque. */
  serialized: string
  scheme: string
  host: string
  opaque: boolean
}

const OPAQUE: Origin = { serialized: 'null', scheme: '', host: '', opaque: true }

/** https://url.spec.whatwg.org/#concept-url-origin */
export function originOf(url: URL): Origin {
  if (url.origin === 'null') return OPAQUE
  return { serialized: url.origin, scheme: url.protocol.slice(0, -1), host: url.hostname, opaque: false }
}

/** A page's opaque origin is never that of a URL it fetches, so no two opaque origins met here are the same. */
export function sameOrigin(a: Origin, b: Origin): boolean {
  return !a.opaque && !b.opaque && a.serialized === b.serialized
}

/** https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site */
export function schemelesslySameSite(a: Origin, b: Origin): boolean {
  if (a.opaque || b.opaque) return false
  return a.host === b.host || siteHost(a.host) === siteHost(b.host)
}

/** https://html.spec.whatwg.org/multipage/browsers.html#same-site */
export function sameSite(a: Origin, b: Origin): boolean {
  return schemelesslySameSite(a, b) && a.scheme === b.scheme
}

/** Two origins' sites compared with their schemes, or, where an engine leaves those out, without. */
export function sameSiteAs(a: Origin, b: Origin, schemeful: boolean): boolean {
  return schemeful ? sameSite(a, b) : schemelesslySameSite(a, b)
}

const HOSTS = { allowPrivateDomains: true, validateHostname: false, extractHostname: false }

/** Sites of the hosts met last: a scenario asks for the same few again and again. */
const sites = new Map<string, string>()
const SITES_KEPT = 1000

/** The registrable domain, or the host itself where it has none (addresses, public suffixes). */
export function siteHost(host: string): string {
  const known = sites.get(host)
  if (known !== undefined) return known
  const site = parse(host, HOSTS).domain ?? host
  if (sites.size === SITES_KEPT) sites.clear()
  sites.set(host, site)
  return site
}

/** The registrable domain by a suffix that the list really names; null where only its default rule would give one. */
export function listedSiteHost(host: string): string | null {
  const parsed = parse(host, HOSTS)
  return parsed.isIcann === true || parsed.isPrivate === true ? parsed.domain : null
}

/** https://url.spec.whatwg.org/#host-public-suffix, with the default rule: `localhost` is a suffix like any last label. */
export function isPublicSuffix(domain: string): boolean {
  return parse(domain, HOSTS).publicSuffix === domain
}

export function isIpAddress(host: string): boolean {
  return host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host)
}

/** A loopback host: https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy steps 4 and 5. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === 'localhost.' ||
    host.endsWith('.localhost.') ||
    host === '[::1]' ||
    (host.startsWith('127.') && isIpAddress(host))
  )
}

/** https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy */
export function isPotentiallyTrustworthy(origin: Origin): boolean {
  if (origin.opaque) return false
  return origin.scheme === 'https' || origin.scheme === 'wss' || isLoopback(origin.host)
}
