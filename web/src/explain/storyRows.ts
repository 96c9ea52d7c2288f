import type { Story } from '../../explain/finding.ts'
import type { Got } from '../client/recorder.ts'
import { compareExchange, type Row } from '../prediction/compare.ts'
import type { PredictedExchange } from '../prediction/predictStory.ts'

/** The ledger's rows of a story that nobody has run here. @param url the request's, for its path */
export function storyRows({ method, outcome, hops }: Story, url: string): Row[] {
  const predicted: PredictedExchange = {
    method,
    url,
    outcome,
    got: gotBy(outcome.result, hops.at(-1)?.answer.status ?? 0),
    hops: hops.map(({ request, answer }) => ({ request, answer: { ...answer, body: '', server: 1 } })),
  }
  return compareExchange({ predicted, observed: null }, [], new Set(), false).rows
}

function gotBy(result: Story['outcome']['result'], status: number): Got {
  if (result === 'readable') return { kind: 'readable', status, type: null, headers: [], body: '' }
  return result === 'opaque' ? { kind: 'opaque' } : { kind: 'blocked', error: '' }
}
