import { shortPath } from '../run/exchange.ts'
import { answerHeaders, requestHeaders } from './excerpts.ts'
import type { Hop } from './network.ts'
import { cell, message, type Side, side } from './side.ts'
import { deciding, passing, type StagedSteps } from './steps.ts'

/**
 * A predicted preflight, and its answer.
 * @param refusedFor the browser's reason to send nothing after it; null where it sends the request
 * @param hop how many redirects led to it
 */
export function preflightSides(
  { request, answer }: Hop,
  refusedFor: string | null,
  { preflight, preflightAnswer }: Pick<StagedSteps, 'preflight' | 'preflightAnswer'>,
  hop = 0,
): Side[] {
  const refused = refusedFor !== null
  const after = hop > 0 ? ` ${hop}` : ''
  return [
    side('preflight', 'Preflight', cell('sent'), {
      key: `preflight${after}`,
      hop,
      fields: { preflight: 'sent' },
      message: message('wall', 'api', `OPTIONS ${shortPath(request.url)}`, {
        preflight: true,
        server: answer.server,
        words: 'asks before it sends',
      }),
      excerpts: [requestHeaders('Headers of the preflight', request.headers)],
      steps: preflight,
      rule: passing(preflight, 'fetch/preflight'),
    }),
    side('preflight-answer', 'Its answer', cell(refused ? 'refuses' : 'allows', refusedFor ?? ''), {
      key: `preflight-answer${after}`,
      hop,
      message: message('api', 'wall', String(answer.status), {
        preflight: true,
        server: answer.server,
        wall: refused ? 'stop' : null,
        words: refused ? 'refused' : '',
      }),
      failed: refused,
      excerpts: [answerHeaders('Headers of its answer', answer.headers)],
      steps: preflightAnswer,
      rule: deciding(preflightAnswer, 'fetch/cors-check'),
    }),
  ]
}
