/** What other projects import as `with-credentials/model`: the model of a browser. */

export { MODELLED_BROWSERS, type NamedBrowser } from './browsers.ts'
export { type Fix, fixesFor } from './fixes.ts'
export type { AsyncNetwork, Network, WireRequest } from './network.ts'
export { parseScenario } from './parse.ts'
export {
  type NoteHop,
  type OpenPage,
  openPage,
  type PredictOptions,
  predict,
  type Setting,
} from './predict.ts'
export type { BlockedReason, Reason, SetCookieReason, WithheldReason } from './reasons.ts'
export {
  type Answer,
  type CredentialsMode,
  ENGINES,
  type Engine,
  type Exchange,
  type ExchangeOutcome,
  type Header,
  type JarEntry,
  type Outcome,
  type Scenario,
  type ScenarioRequest,
  type SetCookieOutcome,
  type Step,
  type ThirdPartyPolicy,
} from './scenario.ts'
