import { rehearsedRequest } from '../../../api/lab/rehearsed-request.ts'
import { headerOf, shortPath } from '../run/exchange.ts'
import { answerHeaders, requestHeaders } from './excerpts.ts'
import type { Hop } from './network.ts'
import type { PredictedExchange } from './predictStory.ts'
import { preflightSides } from './preflightSides.ts'
import { cell, joined, loadOf, message, type Side, side } from './side.ts'
import { deciding, type StagedSteps } from './steps.ts'

/** Each redirect that the browser follows: the answer that says so, and the request that it makes of it. */
export function redirectSides({ hops, outcome }: PredictedExchange, steps: StagedSteps): Side[] {
  const own = hops.filter(({ request }) => !request.preflight)
  return steps.redirects.flatMap((applied, index) => {
    const hop = index + 1
    const asked = hops.find(({ request }) => request.preflight && request.hop === hop)
    const next = own.find(({ request }) => request.hop === hop)
    const redirecting = own.find(({ request }) => request.hop === index)
    const none = { preflight: [], preflightAnswer: [] }
    return [
      ...(redirecting ? [redirectSide(redirecting, hop, applied)] : []),
      ...(asked ? preflightSides(asked, next ? null : (outcome.blockedBy ?? ''), none, hop) : []),
      ...(next ? [nextSide(next, hop)] : []),
    ]
  })
}

function redirectSide({ answer }: Hop, hop: number, steps: StagedSteps['result']): Side {
  const location = headerOf(answer.headers, 'location') ?? ''
  return side('redirect', 'Redirect', cell(location), {
    key: `redirect ${hop}`,
    hop,
    fields: { location },
    message: message('api', 'wall', String(answer.status), {
      server: answer.server,
      words: 'go elsewhere',
    }),
    excerpts: [answerHeaders('Headers of the answer', answer.headers)],
    steps,
    rule: deciding(steps, 'fetch/redirect'),
  })
}

/** The browser asks by itself: the page hears nothing of it. */
function nextSide({ request, answer }: Hop, hop: number): Side {
  const { cookies } = rehearsedRequest(request, shortPath(request.url))
  const bearer = headerOf(request.headers, 'authorization') !== null
  return side('request', 'Cookies', cell(joined(cookies)), {
    key: `request ${hop}`,
    hop,
    fields: { cookies: joined(cookies) },
    message: message('wall', 'api', `${request.method} ${shortPath(request.url)}`, {
      server: answer.server,
      words: 'follows',
      load: loadOf(cookies, bearer),
    }),
    excerpts: [requestHeaders('Headers of the request', request.headers)],
  })
}
