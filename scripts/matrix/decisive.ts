import type { Deviation } from '../../web/browser/engines/deviation.ts'
import { DEVIATIONS } from '../../web/browser/engines/deviations.ts'
import { type Profile, profileWith } from '../../web/browser/engines/profile.ts'
import { predict } from '../../web/browser/predict.ts'
import type { Engine, Scenario } from '../../web/browser/scenario.ts'

/**
 * The deviations of an engine that decided in a scenario: without any one of them, something else would have come of it. Where
 * several do the same, so that none is missed, it is those of which each alone would have done it.
 */
export function decisiveDeviations(scenario: Scenario): Deviation[] {
  const under = (profile?: Profile) => JSON.stringify(predict(scenario, profile && { profile }))
  const { engine } = scenario.browser
  const changed = (profiles: typeof variants, from: string) =>
    profiles.filter(({ profile }) => under(profile) !== from).map(({ deviation }) => deviation)

  const variants = variantsOf(engine, (own, one) => own.filter((other) => other !== one))
  const necessary = changed(variants, under())
  if (necessary.length > 0) return necessary
  return changed(
    variantsOf(engine, (_, one) => [one]),
    under(profileWith(engine, [])),
  )
}

/** The engine with other deviations than its own, one profile for each of its own. */
function variantsOf(
  engine: Engine,
  choose: (own: readonly Deviation[], one: Deviation) => readonly Deviation[],
): { deviation: Deviation; profile: Profile }[] {
  const own = DEVIATIONS.filter(({ engines }) => engines.includes(engine))
  return own.map((deviation) => ({ deviation, profile: profileWith(engine, choose(own, deviation)) }))
}
