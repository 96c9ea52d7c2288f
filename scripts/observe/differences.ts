import type { Outcome } from '../../web/browser/scenario.ts'
import { type Observation, type ObservedExchange, withoutConnectionHeaders } from './observation.ts'

/** A place where prediction and observation part. */
export interface Difference {
  /** The exchange's number, from 0. */
  exchange: number
  field: keyof ObservedExchange
  predicted: unknown
  observed: unknown
}

const FIELDS = [
  'preflight',
  'sent',
  'cookies',
  'origin',
  'result',
  'blockedBy',
  'exposed',
  'setCookies',
  'withheld',
] as const satisfies (keyof ObservedExchange)[]

/** Holds a prediction against an observation, field by field; what the browser does not tell is left out. */
export function differences({ exchanges }: Outcome, observation: Observation): Difference[] {
  return observation.exchanges.flatMap((seen, exchange) => {
    const foretold = exchanges[exchange]
    if (!foretold) throw new Error(`Exchange ${exchange} was not predicted.`)
    return FIELDS.filter((field) => seen[field] !== undefined)
      .map((field): Difference => {
        const [predicted, observed] = [comparable(field, foretold), comparable(field, seen)]
        return { exchange, field, predicted, observed }
      })
      .filter(({ predicted, observed }) => JSON.stringify(predicted) !== JSON.stringify(observed))
  })
}

/** Reasons come in no fixed order, and neither do withheld cookies. */
function comparable(field: (typeof FIELDS)[number], outcome: ObservedExchange): unknown {
  if (field === 'setCookies') {
    return outcome.setCookies?.map((cookie) => ({ ...cookie, reasons: cookie.reasons.toSorted() }))
  }
  if (field === 'exposed') return withoutConnectionHeaders(outcome.exposed)
  if (field !== 'withheld') return outcome[field]
  return outcome.withheld
    ?.map(({ name, reasons }) => ({ name, reasons: reasons.toSorted() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
