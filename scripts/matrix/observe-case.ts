import type { StoryOutcome } from '../../web/browser/report.ts'
import type { DrivenPage } from '../browsers/driver.ts'
import { type Observation, observedExchange } from '../observe/observation.ts'
import type { Case } from './cases.ts'
import type { LabStage } from './lab-stage.ts'
import { requestOutcome } from './outcome.ts'
import type { Place } from './place.ts'
import { tellStory } from './story.ts'

/** What comes of a case's story in a real browser, asked of the lab's own API. */
export async function observeCase(
  { settings }: Case,
  { experiment, base, page }: Place,
  driven: DrivenPage,
  stage: LabStage,
): Promise<{ story: StoryOutcome; observation: Observation }> {
  const story: StoryOutcome = { requests: [] }
  const observation: Observation = { exchanges: [] }
  await tellStory(settings, base, async (name, request) => {
    const running = stage.begin(experiment)
    try {
      const { got, told } = await driven.send(request, () => running.seen.sent)
      const answer = running.answer()
      const isOwn = (cookie: string) => cookie.includes(`-${experiment}`)
      const asked = { request, page, answerHeaders: answer?.headers ?? [], isOwn }
      const came = observedExchange(asked, running.seen, { got, told })
      observation.exchanges.push(came)
      story.requests.push(requestOutcome(name, answer?.status ?? null, came, experiment))
      return got
    } finally {
      running.end()
    }
  })
  return { story, observation }
}
