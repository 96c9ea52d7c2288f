import type { BlockedReason } from '../reasons.ts'
import type { Answer } from '../scenario.ts'
import type { HeaderList } from './headers.ts'

/** https://fetch.spec.whatwg.org/#concept-network-error, with the check that made it one. */
export interface NetworkError {
  type: 'error'
  blockedBy: BlockedReason
}

/** A response before it is filtered; `opaqueredirect` is already. */
export interface HttpResponse {
  type: 'default' | 'opaqueredirect'
  status: number
  headers: HeaderList
}

export type Response = NetworkError | HttpResponse

export function networkError(blockedBy: BlockedReason): NetworkError {
  return { type: 'error', blockedBy }
}

/** https://fetch.spec.whatwg.org/#redirect-status */
export function isRedirectStatus(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

/** https://fetch.spec.whatwg.org/#ok-status */
export function isOkStatus(status: number): boolean {
  return status >= 200 && status <= 299
}

export type { Answer }
