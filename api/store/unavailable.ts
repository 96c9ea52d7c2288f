import { Problem } from '../problem.ts'

/** Seconds after which it is worth asking again: the store’s client tries to reconnect more often. */
const RETRY_AFTER = 1

/** The store cannot be reached: 503 (RFC 9110, 15.6.4) with Retry-After (10.2.3). What needs no store goes on. */
export class StoreUnavailable extends Problem {
  override name = 'StoreUnavailable'

  constructor(cause: unknown) {
    super(503, 'The server cannot reach its store: try again in a moment.', {
      headers: { 'Retry-After': String(RETRY_AFTER) },
    })
    this.cause = cause
  }
}
