import { randomInt } from 'node:crypto'
import { expect, it } from 'vitest'
import { predict } from '../../web/browser/predict.ts'
import type { Scenario } from '../../web/browser/scenario.ts'
import { BROWSER_SETTINGS, launch, modelOf, settingName } from '../browsers/launch.ts'
import { freePorts } from '../free-ports.ts'
import { type Difference, differences } from './differences.ts'
import { createObserver, type Observer } from './observer.ts'
import { named, randomScenarios } from './random-scenarios.ts'
import { smallest } from './smallest.ts'

/** A new seed for each run; set SEED to repeat one. */
const seed = Number(process.env.SEED ?? randomInt(2 ** 31))

/** So many scenarios for each setting of each browser. */
const COUNT = Number(process.env.SCENARIOS ?? 40)

it.each(BROWSER_SETTINGS.map((setting) => ({ setting, name: settingName(setting) })))(
  `${COUNT} random scenarios come out as predicted in $name (SEED=${seed})`,
  async ({ setting }) => {
    const [page = 0, securePage = 0, api = 0, secureApi = 0] = await freePorts(4)
    const ports = { page, securePage, api, secureApi }
    const scenarios = randomScenarios(ports, seed, COUNT, modelOf(setting))
    const observer = await createObserver(() => launch(setting))
    try {
      let index = 0
      for await (const observed of observer.observe(scenarios)) {
        const scenario = scenarios[index]
        index += 1
        if (!scenario) throw new Error('There are as many observations as scenarios.')
        if ('error' in observed) throw new Error(`${observed.error}: ${JSON.stringify(scenario)}`)
        if (differences(predict(scenario), observed).length > 0) await explain(observer, scenario)
      }
      expect(index).toBe(COUNT)
    } finally {
      await observer.close()
    }
  },
  60_000 + COUNT * 1000,
)

/** Fails with the smallest scenario that shows the difference. */
async function explain(observer: Observer, scenario: Scenario): Promise<never> {
  let tries = 0
  async function differ(one: Scenario): Promise<Difference[]> {
    tries += 1
    const again = named(one, `t${tries}x`)
    for await (const observed of observer.observe([again])) {
      if (!('error' in observed)) return differences(predict(again), observed)
    }
    return []
  }
  const small = await smallest(scenario, async (one) => (await differ(one)).length > 0)
  const found = await differ(small)
  const what = found.length > 0 ? `, ${JSON.stringify(found)}` : ', but it was seen once only'
  throw new Error(`The smallest scenario that differs: ${JSON.stringify(small)}${what}`)
}
