import type { WireRequest } from './network.ts'
import type { Answer, Exchange } from './scenario.ts'

const NO_CONTENT: Answer = { status: 204, headers: [] }
const OK: Answer = { status: 200, headers: [] }

/** A scenario's own answers. A hop that it leaves out is answered as its URL was before, else 200 without headers. */
export function cannedAnswers(
  exchange: Exchange,
): (request: Pick<WireRequest, 'preflight' | 'hop' | 'url'>) => Answer {
  const before = new Map<string, Answer>()
  return ({ preflight, hop, url }) => {
    const at = hop === 0 ? exchange : exchange.redirects?.[hop - 1]
    if (preflight) return at?.preflight ?? NO_CONTENT
    const answer = at?.response ?? before.get(url) ?? OK
    before.set(url, answer)
    return answer
  }
}
