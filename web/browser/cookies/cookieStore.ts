import { siteHost } from '../origin.ts'
import type { SameSite } from './setCookie.ts'

/** RFC 6265bis section 5.7, what is stored of each cookie; and its partition key (CHIPS). */
export interface Cookie {
  name: string
  value: string
  domain: string
  hostOnly: boolean
  path: string
  secureOnly: boolean
  httpOnly: boolean
  sameSite: SameSite
  /** Milliseconds since the epoch; a session cookie's is infinite. */
  expiry: number
  creationTime: number
  /** Orders cookies that were created in the same millisecond. */
  sequence: number
  /** The top-level site it is kept under; null for an unpartitioned cookie. */
  partitionKey: string | null
}

/** Cookies by site and name, so that finding one's namesakes does not take longer the more others there are. */
export class CookieStore {
  readonly #sites = new Map<string, Map<string, Cookie[]>>()
  #created = 0

  nextSequence(): number {
    this.#created += 1
    return this.#created
  }

  /** Cookies of one name whose domain shares the host's site. */
  namesakes(host: string, name: string): readonly Cookie[] {
    return this.#sites.get(siteHost(host))?.get(name) ?? []
  }

  /** Every cookie whose domain shares the host's site. */
  *ofSite(host: string): Generator<Cookie> {
    const names = this.#sites.get(siteHost(host))
    if (names === undefined) return
    for (const cookies of names.values()) yield* cookies
  }

  insert(cookie: Cookie): void {
    const site = siteHost(cookie.domain)
    let names = this.#sites.get(site)
    if (names === undefined) {
      names = new Map()
      this.#sites.set(site, names)
    }
    const cookies = names.get(cookie.name)
    if (cookies === undefined) names.set(cookie.name, [cookie])
    else cookies.push(cookie)
  }

  remove(cookie: Cookie): void {
    const names = this.#sites.get(siteHost(cookie.domain))
    const cookies = names?.get(cookie.name)
    if (names === undefined || cookies === undefined) return
    const rest = cookies.filter((each) => each !== cookie)
    if (rest.length > 0) names.set(cookie.name, rest)
    else names.delete(cookie.name)
  }

  evictExpired(host: string, now: number): void {
    for (const cookie of [...this.ofSite(host)]) if (cookie.expiry <= now) this.remove(cookie)
  }
}

/** RFC 6265bis section 5.7 step 23: what makes two cookies one. */
export function isSameCookie(a: Cookie, b: Cookie): boolean {
  return (
    a.name === b.name &&
    a.domain === b.domain &&
    a.hostOnly === b.hostOnly &&
    a.path === b.path &&
    a.partitionKey === b.partitionKey
  )
}
