import type { Relation, Settings } from '../../../api/settings/settings.ts'
import { CLAUSES } from '../../browser/clauses.ts'
import { DEVIATIONS } from '../../browser/engines/deviations.ts'
import { predict } from '../../browser/predict.ts'
import type {
  MatrixReport,
  ReportedBrowser,
  ReportedCase,
  ReportedDeviation,
  ReportedRun,
  StoryOutcome,
} from '../../browser/report.ts'
import type { Header, Scenario, Step } from '../../browser/scenario.ts'
import { writeFragment } from '../settings/fragment.ts'
import { type Moved, settingsOf } from '../settings/moved.ts'
import { type Attributes, allColumns, relations } from './columns.ts'
import { apiOrigin, kindOf, pageOrigin } from './origins.ts'

/** A report for tests and pictures: what the model says, taken for what browsers did. */

const browser = (
  engine: ReportedBrowser['engine'],
  name: string,
  version: string,
  thirdPartyCookies: ReportedBrowser['thirdPartyCookies'],
  hasSettings = false,
): ReportedBrowser => ({ engine, name, version, thirdPartyCookies, hasSettings, runs: 0, held: 0, failed: 0 })

const BROWSERS = [
  browser('chromium', 'Chromium', '156.0.7000.1', 'allow', true),
  browser('chromium', 'Chromium', '156.0.7000.1', 'block', true),
  browser('firefox', 'Firefox ESR', '153.7.0', 'partition'),
  browser('webkitgtk', 'WebKitGTK', '2.50.1', 'block'),
]

type Knobs = {
  relation: Relation
  page: Settings['page']
  credentials: Settings['client']['credentials']
  attributes: Attributes
}

const product: Knobs[] = (['http', 'https'] as const).flatMap((page) =>
  (['omit', 'same-origin', 'include'] as const).flatMap((credentials) =>
    relations.flatMap((relation) =>
      allColumns.map((attributes) => ({ relation, page, credentials, attributes })),
    ),
  ),
)

/** The knobs that stand elsewhere than at their default. */
function movedOf({ relation, page, credentials, attributes }: Knobs): Moved {
  const all: [string, unknown, unknown][] = [
    ['relation', relation, 'cross-site'],
    ['page', page, 'http'],
    ['client.library', 'fetch', 'axios'],
    ['client.credentials', credentials, 'include'],
    ['cookie.sameSite', attributes.sameSite, 'None'],
    ['cookie.secure', attributes.secure, true],
    ['cookie.partitioned', attributes.partitioned, true],
    ['cookie.domain', attributes.domain, null],
  ]
  return Object.fromEntries(
    all.flatMap(([path, value, initial]) => (value === initial ? [] : [[path, value]])),
  )
}

function scenarioOf(moved: Moved, { engine, thirdPartyCookies }: Scenario['browser']): Scenario {
  const { relation, page, client, cookie } = settingsOf(moved)
  const base = relation === 'same-origin' ? `${pageOrigin(page)}/api` : apiOrigin(relation, page)
  const headers: Header[] = [
    ['Access-Control-Allow-Origin', pageOrigin(page)],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Allow-Headers', 'content-type'],
  ]
  const line = [
    'sid=1; Path=/',
    cookie.sameSite !== 'unset' && `SameSite=${cookie.sameSite}`,
    cookie.secure && 'Secure',
    cookie.partitioned && 'Partitioned',
    cookie.domain && `Domain=${cookie.domain}`,
  ]
  const json: Header[] = [['Content-Type', 'application/json']]
  const ask = (path: string, method: string, more: Header[] = []) => ({
    request: {
      url: `${base}/${path}`,
      method,
      credentials: client.credentials,
      headers: method === 'POST' ? json : [],
    },
    preflight: { status: 204, headers },
    response: { status: 200, headers: [...headers, ...more] },
  })
  return {
    browser: thirdPartyCookies ? { engine, thirdPartyCookies } : { engine },
    page: `${pageOrigin(page)}/`,
    exchanges: [
      ask('login', 'POST', [['Set-Cookie', line.filter(Boolean).join('; ')]]),
      ask('me', 'GET'),
      ask('transfers', 'POST'),
    ],
  }
}

interface Told {
  outcome: StoryOutcome
  steps: Step[]
}

function tell(moved: Moved, browser: Scenario['browser']): Told {
  const { exchanges } = predict(scenarioOf(moved, browser), { steps: true, now: 0 })
  const steps = exchanges.flatMap((exchange) => exchange.steps ?? [])
  const requests = exchanges.map((exchange, index): StoryOutcome['requests'][number] => {
    const { preflight, sent, cookies, result, exposed, blockedBy, setCookies, withheld } = exchange
    const known = index === 0 || cookies.length > 0
    return {
      request: index === 0 ? 'login' : index === 1 ? 'me' : 'transfer',
      status: sent ? (known ? 200 : 401) : null,
      ...{ preflight, sent, cookies, result, exposed, blockedBy, setCookies, withheld },
    }
  })
  const { relation, page, cookie } = settingsOf(moved)
  const strangers = kindOf(relation, page) === 'cross-site' || relation === 'https-cross-site'
  const apart =
    strangers && (browser.engine === 'firefox' || (browser.engine === 'chromium' && cookie.partitioned))
  const back = (exchanges[1]?.cookies.length ?? 0) > 0
  return { outcome: { requests, ...(apart && back && { keptApart: true }) }, steps }
}

/** What a browser without words for reasons tells of an outcome. */
function lessReasons({ requests }: StoryOutcome, tells: boolean): StoryOutcome {
  return {
    requests: requests.map(({ blockedBy, setCookies, withheld, ...rest }) =>
      tells
        ? { ...rest, blockedBy: blockedBy ?? null, setCookies: setCookies ?? [], withheld: withheld ?? [] }
        : rest,
    ),
  }
}

/** What a made report has that the model alone would not: by a case's place in the list. */
export interface Accidents {
  /** Chromium, cookies allowed: not as predicted. */
  differs?: readonly number[]
  /** Firefox: no outcome. */
  fails?: readonly number[]
}

/** A report over the whole product of the part `cookies`, or those of its cases that are asked for. */
export function madeReport(
  { differs = [], fails = [] }: Accidents = {},
  wanted: (moved: Moved) => boolean = () => true,
): MatrixReport {
  const outcomes = new Map<string, number>()
  const list: StoryOutcome[] = []
  const place = (outcome: StoryOutcome) => {
    const key = JSON.stringify(outcome)
    const known = outcomes.get(key)
    if (known !== undefined) return known
    outcomes.set(key, list.length)
    return list.push(outcome) - 1
  }
  const deviations: ReportedDeviation[] = []
  const browsers = BROWSERS.map((one) => ({ ...one }))

  function runOf(moved: Moved, one: ReportedBrowser, number: number): ReportedRun {
    const { outcome, steps } = tell(moved, one)
    const run: ReportedRun = {
      predicted: place(outcome),
      observed: place(lessReasons(outcome, one.engine === 'chromium')),
      differences: [],
      deviations: deviationsIn(steps, one.engine, deviations),
    }
    if (one.engine === 'chromium' && one.thirdPartyCookies === 'allow' && differs.includes(number)) {
      run.observed = place(withoutCookie(outcome))
      run.differences = [{ request: 'me', field: 'cookies', predicted: ['sid'], observed: [] }]
    }
    if (one.engine === 'firefox' && fails.includes(number)) {
      run.observed = null
      run.error = 'The browser was gone before it answered, three times.'
      one.failed += 1
    }
    one.runs += 1
    if (run.observed !== null && run.differences.length === 0) one.held += 1
    return run
  }

  const cases = product
    .map(movedOf)
    .filter(wanted)
    .map(
      (moved, number): ReportedCase => ({
        part: 'cookies',
        moved,
        fragment: writeFragment(moved),
        spec: place(tell(moved, { engine: 'spec' }).outcome),
        runs: browsers.map((one) => runOf(moved, one, number)),
      }),
    )
  return {
    date: '2026-11-25T12:00:00.000Z',
    machine: 'Debian GNU/Linux 12, Node 24.21.0',
    browsers,
    parts: [
      {
        name: 'cookies',
        title: 'Cookie attributes',
        how: 'Every combination of relation, page, credentials mode, SameSite, Secure, Partitioned and Domain.',
        cases: cases.length,
      },
    ],
    cases,
    outcomes: list,
    deviations,
  }
}

const STANDARDS = new Set<string>(Object.values(CLAUSES))

/** A step whose source is no clause of a standard was decided by the deviation that has this source. */
function deviationsIn(
  steps: readonly Step[],
  engine: ReportedBrowser['engine'],
  list: ReportedDeviation[],
): number[] {
  const sources = new Set(steps.map(({ source }) => source).filter((source) => !STANDARDS.has(source)))
  const found = DEVIATIONS.filter(({ source, engines }) => sources.has(source) && engines.includes(engine))
  return found.map(({ what, source, seenIn }) => {
    const at = list.findIndex((one) => one.engine === engine && one.what === what)
    return at >= 0 ? at : list.push({ engine, what, source, seenIn }) - 1
  })
}

function withoutCookie({ requests }: StoryOutcome): StoryOutcome {
  return {
    requests: requests.map((one) => (one.request === 'login' ? one : { ...one, cookies: [], status: 401 })),
  }
}
