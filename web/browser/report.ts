import type { Engine, ExchangeOutcome, ThirdPartyPolicy } from './scenario.ts'

/** What `npm run matrix` found: each position of the knobs predicted, observed in real browsers, and compared. */
export interface MatrixReport {
  /** When the run ended, ISO 8601. */
  date: string
  /** Such as `Debian GNU/Linux 12, Node 24.21.0`. */
  machine: string
  /** Which browsers ran, each with one setting. Results stand in this order. */
  browsers: ReportedBrowser[]
  /** How the cases were chosen. */
  parts: ReportedPart[]
  cases: ReportedCase[]
  /** Every outcome that occurs, once; cases refer to them by their place in this list. */
  outcomes: StoryOutcome[]
  /** The deviations from the standards that decided in some case; runs refer to them by their place in this list. */
  deviations: ReportedDeviation[]
}

export interface ReportedBrowser {
  engine: Engine
  /** Such as `Firefox ESR`. */
  name: string
  /** Such as `153.7.0`. */
  version: string
  thirdPartyCookies: ThirdPartyPolicy
  /** It has another setting for third-party cookies, which stands beside it in a row of its own. */
  hasSettings: boolean
  /** How many cases ran, in how many of them the prediction held, and how many had no outcome. */
  runs: number
  held: number
  failed: number
}

/** The parts of the matrix. `cookies` is the one that the heat map shows. */
export const PARTS = ['cookies', 'names', 'cors', 'requests', 'triples'] as const
export type PartName = (typeof PARTS)[number]

export interface ReportedPart {
  name: PartName
  title: string
  /** Which values of which knobs, and whether it is their full product or all triples. */
  how: string
  cases: number
}

export interface ReportedCase {
  part: PartName
  /** The knobs that stand elsewhere than at their default, path → value. */
  moved: Record<string, unknown>
  /** What opens it in the lab: the fragment of its address. */
  fragment: string
  /** What the standards alone say: an outcome's place. */
  spec: number
  /** One for each browser; null where it did not run. */
  runs: (ReportedRun | null)[]
}

export interface ReportedRun {
  /** An outcome's place. */
  predicted: number
  /** An outcome's place; null where the browser gave none, and `error` says why. */
  observed: number | null
  error?: string
  /** Where prediction and observation part; empty where the prediction held. */
  differences: ReportedDifference[]
  /** The places of the deviations that decided. */
  deviations: number[]
}

export interface ReportedDifference {
  request: StoryRequest
  field: keyof ExchangeOutcome
  predicted: unknown
  observed: unknown
}

/** The requests of each case's story: log in, ask who one is, transfer money. */
export const STORY = ['login', 'me', 'transfer'] as const
export type StoryRequest = (typeof STORY)[number]

/**
 * What came of a case's story. Cookies are named for what they hold (`session`), without the experiment's id. What a browser
 * does not tell is left out: Firefox and WebKitGTK tell no reasons.
 */
export interface StoryOutcome {
  requests: RequestOutcome[]
  /** Predicted only: a cookie that came back was kept apart for the page's site. */
  keptApart?: boolean
}

export type RequestOutcome = Pick<ExchangeOutcome, 'preflight' | 'sent' | 'cookies' | 'result' | 'exposed'> &
  Partial<Pick<ExchangeOutcome, 'blockedBy' | 'setCookies' | 'withheld'>> & {
    request: StoryRequest
    /** What the server answered; null where it answered nothing but a preflight. */
    status: number | null
  }

export interface ReportedDeviation {
  engine: Engine
  /** What the engine does instead of what the standard says. */
  what: string
  /** Its source or documentation. */
  source: string
  seenIn: string
}
