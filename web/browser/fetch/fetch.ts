import type { Fetching } from '../network.ts'
import type { ExchangeOutcome, ScenarioRequest } from '../scenario.ts'
import { step } from '../steps.ts'
import type { UserAgent } from '../userAgent.ts'
import { createRequest } from './createRequest.ts'
import { newRecord } from './exchangeRecord.ts'
import { exposedHeaders } from './exposedHeaders.ts'
import { mainFetch } from './mainFetch.ts'
import type { Request } from './request.ts'
import type { Response } from './response.ts'

/** https://fetch.spec.whatwg.org/#fetching: one request of the page, from its making to what the script gets. */
export function* fetch(agent: UserAgent, init: ScenarioRequest): Fetching<ExchangeOutcome> {
  const record = newRecord()
  const request = createRequest(agent, init)
  const result =
    'blockedBy' in request
      ? blocked(request.blockedBy)
      : filter(agent, request, yield* mainFetch({ agent, request, record }), record.sent)
  const outcome: ExchangeOutcome = { ...record, ...result }
  if (agent.trace !== undefined) outcome.steps = agent.trace
  return outcome
}

type Result = Pick<ExchangeOutcome, 'result' | 'blockedBy' | 'exposed'>

function blocked(blockedBy: string): Result {
  return { result: 'blocked', blockedBy, exposed: [] }
}

const OPAQUE: Result = { result: 'opaque', blockedBy: null, exposed: [] }

/** https://fetch.spec.whatwg.org/#concept-filtered-response; of an image or a navigation the page's script sees nothing. */
function filter(agent: UserAgent, request: Request, response: Response, sent: boolean): Result {
  const seenByScript = request.destination === ''
  if (response.type === 'error') {
    return seenByScript || !sent ? blocked(response.blockedBy) : { ...OPAQUE, exposed: [] }
  }
  if (!seenByScript || response.type === 'opaqueredirect' || request.responseTainting === 'opaque') {
    agent.trace?.push(
      step('fetch/response-type', true, 'The response is opaque: no script can look into it.'),
    )
    return { ...OPAQUE, exposed: [] }
  }
  return { result: 'readable', blockedBy: null, exposed: exposedHeaders(agent, request, response.headers) }
}
