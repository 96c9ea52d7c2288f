import { STORY, type StoryOutcome } from '../../web/browser/report.ts'
import type { BrowserSetting, DrivenPage } from '../browsers/driver.ts'
import { modelOf, settingName } from '../browsers/launch.ts'
import type { OpenLab } from '../lab.ts'
import { differences } from '../observe/differences.ts'
import type { Case } from './cases.ts'
import { decisiveDeviations } from './decisive.ts'
import type { FinishedRun } from './journal.ts'
import type { LabStage } from './lab-stage.ts'
import { observeCase } from './observe-case.ts'
import { type Place, placeIn } from './place.ts'
import { predictCase } from './predict-case.ts'

/** A case predicted, observed and compared in one browser. */
export async function runCase(
  one: Case,
  setting: BrowserSetting,
  version: string,
  lab: OpenLab,
  stage: LabStage,
  pageAt: (url: string) => Promise<DrivenPage>,
): Promise<FinishedRun> {
  const place = placeIn(lab, one.settings)
  const { outcome, ...foretold } = await predictRun(one, place, setting)
  const { story, observation } = await observeCase(one, place, await pageAt(place.page), stage)
  return {
    ...foretold,
    version,
    observed: story,
    differences: differences(outcome, observation).map(({ exchange, field, predicted, observed }) => ({
      request: STORY[exchange] ?? 'login',
      field,
      predicted: withoutId(predicted, place.experiment),
      observed: withoutId(observed, place.experiment),
    })),
  }
}

/** A case of which the browser gave no outcome. */
export async function failedCase(
  one: Case,
  setting: BrowserSetting,
  lab: OpenLab,
  error: unknown,
): Promise<FinishedRun> {
  const { outcome: _, ...foretold } = await predictRun(one, placeIn(lab, one.settings), setting)
  const sentence = error instanceof Error ? error.message : String(error)
  return { ...foretold, observed: null, error: sentence, differences: [] }
}

/** Names of cookies carry the experiment's id, which means nothing in a report. */
const withoutId = (value: unknown, experiment: string): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(`-${experiment}`, ''))

async function predictRun(one: Case, place: Place, setting: BrowserSetting) {
  const { story, outcome, scenario } = await predictCase(one, place, modelOf(setting))
  const spec = await specOf(one, place)
  const leaves = JSON.stringify(spec.requests) !== JSON.stringify(story.requests)
  return {
    browser: settingName(setting),
    case: one.id,
    spec,
    predicted: story,
    deviations: leaves ? decisiveDeviations(scenario).map(({ what }) => what) : [],
    outcome,
  }
}

const specs = new Map<string, StoryOutcome>()

/** What the standards alone say: the same for each browser. */
async function specOf(one: Case, place: Place): Promise<StoryOutcome> {
  const known = specs.get(one.id)
  if (known) return known
  const { story } = await predictCase(one, place, { engine: 'spec' })
  specs.set(one.id, story)
  return story
}
