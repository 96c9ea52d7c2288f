import type { TableBrowser } from '../../../api/hostile/table.ts'
import type { Engine, Scenario } from '../../browser/scenario.ts'

/** The browsers that the tests run, as the model knows them. */
export const models: Record<TableBrowser, Scenario['browser']> = {
  'chromium-allow': { engine: 'chromium', thirdPartyCookies: 'allow' },
  'chromium-block': { engine: 'chromium', thirdPartyCookies: 'block' },
  firefox: { engine: 'firefox' },
  webkitgtk: { engine: 'webkitgtk' },
}

export const modelNames = Object.keys(models).filter((name): name is TableBrowser => name in models)

/** Which of them a browser is; null where it is none. */
export const modelled = (engine: Engine, policy: string | undefined): TableBrowser | null =>
  modelNames.find((name) => name === engine || name === `${engine}-${policy}`) ?? null
