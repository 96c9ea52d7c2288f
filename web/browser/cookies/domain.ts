import { isIpAddress } from '../origin.ts'

/** RFC 6265bis section 5.1.3; both are canonicalized. */
export function domainMatch(host: string, domain: string): boolean {
  if (host === domain) return true
  return host.endsWith(domain) && host[host.length - domain.length - 1] === '.' && !isIpAddress(host)
}
