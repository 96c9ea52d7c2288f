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

/** Cookies of one name on one site. */
interface Namesakes {
  byIdentity: Map<string, Cookie>
  secure: Set<Cookie>
}

/** Cookies by site, name and identity, so that finding one does not take longer the more others there are. */
export class CookieStore {
  readonly #sites = new Map<string, Map<string, Namesakes>>()
  #created = 0

  nextSequence(): number {
    this.#created += 1
    return this.#created
  }

  /** The stored cookie that this one would replace: RFC 6265bis section 5.7 step 23. */
  same(cookie: Cookie): Cookie | undefined {
    return this.#namesakes(cookie.domain, cookie.name)?.byIdentity.get(identity(cookie))
  }

  /** Secure cookies of one name whose domain shares the host's site. */
  secureNamesakes(host: string, name: string): Iterable<Cookie> {
    return this.#namesakes(host, name)?.secure ?? []
  }

  /** Every cookie whose domain shares the host's site. */
  *ofSite(host: string): Generator<Cookie> {
    const names = this.#sites.get(siteHost(host))
    if (names === undefined) return
    for (const { byIdentity } of names.values()) yield* byIdentity.values()
  }

  insert(cookie: Cookie): void {
    const site = siteHost(cookie.domain)
    const names = this.#sites.get(site) ?? new Map<string, Namesakes>()
    this.#sites.set(site, names)
    const namesakes = names.get(cookie.name) ?? { byIdentity: new Map(), secure: new Set() }
    names.set(cookie.name, namesakes)
    namesakes.byIdentity.set(identity(cookie), cookie)
    if (cookie.secureOnly) namesakes.secure.add(cookie)
  }

  remove(cookie: Cookie): void {
    const namesakes = this.#namesakes(cookie.domain, cookie.name)
    namesakes?.byIdentity.delete(identity(cookie))
    namesakes?.secure.delete(cookie)
  }

  #namesakes(host: string, name: string): Namesakes | undefined {
    return this.#sites.get(siteHost(host))?.get(name)
  }
}

/** What, besides the name, makes two cookies one: RFC 6265bis section 5.7 step 23. */
function identity({ domain, hostOnly, path, partitionKey }: Cookie): string {
  return `${hostOnly ? '' : '.'}${domain};${path};${partitionKey ?? ''}`
}
