import type { Behaviour } from '../engines/behaviour.ts'
import { type Request, serializePreflightOrigin } from './request.ts'
import { isCorsNonWildcardRequestHeaderName } from './requestHeaders.ts'

/** https://fetch.spec.whatwg.org/#cache-entry; its origin and URL are in the key it is kept under. */
interface CacheEntry {
  credentials: boolean
  method: string | null
  headerName: string | null
  expiry: number
}

/** https://fetch.spec.whatwg.org/#concept-cache. One page is open, so there is one network partition key. */
export class PreflightCache {
  readonly #entries = new Map<string, CacheEntry[]>()
  readonly #behaviour: Behaviour

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour
  }

  /** The entries that a preflight for this request may be spared by: https://fetch.spec.whatwg.org/#concept-cache-match */
  matches(request: Request, now: number): CacheMatch {
    const credentialed = request.credentialsMode === 'include'
    const apart = this.#behaviour.preflightCacheCredentialsApart
    const entries = (this.#entries.get(this.#key(request)) ?? []).filter(
      (entry) =>
        entry.expiry > now &&
        (apart ? entry.credentials === credentialed : entry.credentials || !credentialed),
    )
    return new CacheMatch(entries, credentialed, this.#behaviour)
  }

  /** https://fetch.spec.whatwg.org/#concept-cache-create-entry, for each method and header name of an answer. */
  add(request: Request, methods: readonly string[], headerNames: readonly string[], expiry: number): void {
    const credentials = request.credentialsMode === 'include'
    const kept = this.#behaviour.preflightCacheHoldsOneAnswer
      ? []
      : (this.#entries.get(this.#key(request)) ?? [])
    const entries = kept.filter(
      (entry) =>
        !(entry.credentials === credentials && entry.method !== null && methods.includes(entry.method)) &&
        !(
          entry.credentials === credentials &&
          entry.headerName !== null &&
          headerNames.includes(entry.headerName)
        ),
    )
    for (const method of methods) entries.push({ credentials, method, headerName: null, expiry })
    for (const headerName of headerNames) entries.push({ credentials, method: null, headerName, expiry })
    this.#entries.set(this.#key(request), entries)
  }

  /** https://fetch.spec.whatwg.org/#concept-cache-clear */
  clear(request: Request): void {
    this.#entries.delete(this.#key(request))
  }

  #key(request: Request): string {
    return `${serializePreflightOrigin(request, this.#behaviour)} ${request.current.url.href}`
  }
}

/** What the cache holds for one request. */
export class CacheMatch {
  readonly #entries: readonly CacheEntry[]
  readonly #credentialed: boolean
  readonly #behaviour: Behaviour

  constructor(entries: readonly CacheEntry[], credentialed: boolean, behaviour: Behaviour) {
    this.#entries = entries
    this.#credentialed = credentialed
    this.#behaviour = behaviour
  }

  get empty(): boolean {
    return this.#entries.length === 0
  }

  /** https://fetch.spec.whatwg.org/#concept-cache-match-method */
  hasMethod(method: string): boolean {
    return this.#entries.some(
      (entry) => entry.method === method || (entry.method === '*' && this.#wildcardCounts(entry)),
    )
  }

  /** https://fetch.spec.whatwg.org/#concept-cache-match-header */
  hasHeaderName(name: string): boolean {
    const wildcardMayCover =
      this.#behaviour.wildcardCoversAuthorizationInCache || !isCorsNonWildcardRequestHeaderName(name)
    return this.#entries.some(
      (entry) =>
        entry.headerName === name ||
        (entry.headerName === '*' && wildcardMayCover && this.#wildcardCounts(entry)),
    )
  }

  #wildcardCounts(entry: CacheEntry): boolean {
    switch (this.#behaviour.preflightCacheWildcards) {
      case 'always':
        return true
      case 'of answers without credentials':
        return !entry.credentials
      case 'for requests without credentials':
        return !this.#credentialed
      case 'never':
        return false
    }
  }
}
