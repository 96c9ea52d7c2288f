import { openRehearsal } from '../../api/lab/rehearse.ts'
import { rehearsedRequest } from '../../api/lab/rehearsed-request.ts'
import type { AsyncNetwork } from '../../web/browser/network.ts'
import { openPage } from '../../web/browser/predict.ts'
import type { StoryOutcome } from '../../web/browser/report.ts'
import type { Exchange, Outcome, Scenario } from '../../web/browser/scenario.ts'
import type { Case } from './cases.ts'
import { requestOutcome } from './outcome.ts'
import type { Place } from './place.ts'
import { tellStory } from './story.ts'

export interface PredictedCase {
  story: StoryOutcome
  outcome: Outcome
  /** The same as a scenario, with the answers that the API would give. */
  scenario: Scenario
}

/** What the model of a browser says will come of a case's story, with the API rehearsing its part. */
export async function predictCase(
  { settings }: Case,
  { experiment, base, page, pageOrigin, keys }: Place,
  browser: Scenario['browser'],
): Promise<PredictedCase> {
  const answer = openRehearsal(settings, experiment, pageOrigin, keys)
  const opened = openPage({ browser, page })
  const story: StoryOutcome = { requests: [] }
  const exchanges: Exchange[] = []
  const outcome: Outcome = { exchanges: [] }

  await tellStory(settings, base, async (name, request) => {
    const exchange: Exchange = { request, response: { status: 200, headers: [] } }
    let status: number | null = null
    let body = ''
    const network: AsyncNetwork = async (wire) => {
      const answered = await answer(rehearsedRequest(wire, wire.url.slice(base.length)))
      if (wire.preflight) exchange.preflight = answered
      else {
        exchange.response = answered
        status = answered.status
        body = answered.body
      }
      return answered
    }
    const came = await opened.fetch(request, network)
    exchanges.push(exchange)
    outcome.exchanges.push(came)
    story.requests.push(requestOutcome(name, status, came, experiment))
    if (name === 'me' && came.cookies.length > 0) {
      story.keptApart = came.cookies.some((cookie) => opened.keepsApart(new URL(base).hostname, cookie))
    }
    return { result: came.result, body }
  })
  return { story, outcome, scenario: { browser, page, exchanges } }
}
