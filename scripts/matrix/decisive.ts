import type { Deviation } from '../../web/browser/engines/deviation.ts'
import { DEVIATIONS } from '../../web/browser/engines/deviations.ts'
import { type Profile, profileWith } from '../../web/browser/engines/profile.ts'
import { predict } from '../../web/browser/predict.ts'
import type { Engine, Scenario } from '../../web/browser/scenario.ts'

/** The deviations of an engine that decided in a scenario: without any one of them, something else would have come of it. */
export function decisiveDeviations(scenario: Scenario): Deviation[] {
  const outcome = JSON.stringify(predict(scenario))
  return withouts(scenario.browser.engine)
    .filter(({ profile }) => JSON.stringify(predict(scenario, { profile })) !== outcome)
    .map(({ deviation }) => deviation)
}

const known = new Map<Engine, { deviation: Deviation; profile: Profile }[]>()

/** The engine without each of its deviations. */
function withouts(engine: Engine) {
  const found = known.get(engine)
  if (found) return found
  const own = DEVIATIONS.filter(({ engines }) => engines.includes(engine))
  const made = own.map((deviation) => ({
    deviation,
    profile: profileWith(
      engine,
      own.filter((one) => one !== deviation),
    ),
  }))
  known.set(engine, made)
  return made
}
