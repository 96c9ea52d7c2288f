import { predict } from './predict.ts'
import type {
  Answer,
  Engine,
  Exchange,
  ExchangeOutcome,
  Header,
  Scenario,
  ScenarioRequest,
} from './scenario.ts'

/** Short forms for the tables of tests. */
export const PAGE = 'http://app.localhost:5173/'
export const SAME_SITE = 'http://app.localhost:4000/c/1'
export const CROSS_SITE = 'http://api.localhost:4000/c/1'
export const NOW = Date.UTC(2026, 10, 1)

export function answer(headers: Record<string, string> | Header[] = {}, status = 200): Answer {
  return { status, headers: Array.isArray(headers) ? headers : Object.entries(headers) }
}

export function exchange(
  request: ScenarioRequest,
  response: Answer = answer(),
  more: Partial<Exchange> = {},
): Exchange {
  return { request, response, ...more }
}

export const ALLOWED = answer({
  'Access-Control-Allow-Origin': 'http://app.localhost:5173',
  'Access-Control-Allow-Credentials': 'true',
})

export function run(
  exchanges: Exchange[],
  given: Partial<Scenario> & { engine?: Engine } = {},
): ExchangeOutcome[] {
  const { engine = 'spec', ...rest } = given
  return predict({ browser: { engine }, page: PAGE, exchanges, ...rest }, { now: NOW }).exchanges
}

/** The outcome of a single exchange. */
export function one(only: Exchange, given: Partial<Scenario> & { engine?: Engine } = {}): ExchangeOutcome {
  const [outcome] = run([only], given)
  if (outcome === undefined) throw new Error('one exchange has one outcome')
  return outcome
}

export function withHeader(name: string, value: string): { headers: Header[] } {
  return { headers: [[name, value]] }
}
