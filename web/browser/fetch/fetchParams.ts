import type { UserAgent } from '../userAgent.ts'
import type { ExchangeRecord } from './exchangeRecord.ts'
import type { Request } from './request.ts'

/** https://fetch.spec.whatwg.org/#fetch-params, as far as the model looks. */
export interface FetchParams {
  agent: UserAgent
  request: Request
  record: ExchangeRecord
}
