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

/** Cookies by site, name and identity, so that finding one does not take longer the more others there are. */
export class CookieStore {
  readonly #sites = new Map<string, Map<string, Map<string, Cookie>>>()
  #created = 0

  nextSequence(): number {
    this.#created += 1
    return this.#created
  }

  /** The stored cookie that this one would replace: RFC 6265bis section 5.7 step 23. */
  same(cookie: Cookie): Cookie | undefined {
    return this.#sites.get(siteHost(cookie.domain))?.get(cookie.name)?.get(identity(cookie))
  }

  /** Cookies of one name whose domain shares the host's site. */
  namesakes(host: string, name: string): readonly Cookie[] {
    return [...(this.#sites.get(siteHost(host))?.get(name)?.values() ?? [])]
  }

  /** Every cookie whose domain shares the host's site. */
  *ofSite(host: string): Generator<Cookie> {
    const names = this.#sites.get(siteHost(host))
    if (names === undefined) return
    for (const cookies of names.values()) yield* cookies.values()
  }

  insert(cookie: Cookie): void {
    const site = siteHost(cookie.domain)
    let names = this.#sites.get(site)
    if (names === undefined) {
      names = new Map()
      this.#sites.set(site, names)
    }
    const cookies = names.get(cookie.name)
    if (cookies === undefined) names.set(cookie.name, new Map([[identity(cookie), cookie]]))
    else cookies.set(identity(cookie), cookie)
  }

  remove(cookie: Cookie): void {
    this.#sites.get(siteHost(cookie.domain))?.get(cookie.name)?.delete(identity(cookie))
  }
}

/** What, besides the name, makes two cookies one: RFC 6265bis section 5.7 step 23. */
function identity({ domain, hostOnly, path, partitionKey }: Cookie): string {
  return `${hostOnly ? '' : '.'}${domain};${path};${partitionKey ?? ''}`
}
