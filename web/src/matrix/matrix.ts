import type { Relation, Settings } from '../../../api/settings/settings.ts'
import type { MatrixReport, ReportedBrowser, ReportedCase } from '../../browser/report.ts'
import type { Engine } from '../../browser/scenario.ts'
import { settingsOf } from '../settings/moved.ts'
import type { Attributes } from './columns.ts'
import { type Result, resultOf } from './fate.ts'
import { endOf } from './told.ts'

/** One engine with its settings: a map. */
export interface EngineMap {
  engine: Engine
  /** Such as `Firefox ESR 153`. */
  title: string
  /** The browsers that ran it, and their places in the report. */
  browsers: { place: number; browser: ReportedBrowser; setting: string }[]
}

/** Where a case stands in the maps. */
export interface Position {
  page: Settings['page']
  credentials: Settings['client']['credentials']
  relation: Relation
  attributes: Attributes
}

export interface Matrix {
  report: MatrixReport
  engines: EngineMap[]
  /** What each outcome of the report comes to, reasons aside. */
  ends: string[]
  caseAt(position: Position): ReportedCase | undefined
  /** What came of a case in each of an engine's browsers that ran it. */
  resultsOf(one: ReportedCase, engine: EngineMap): Result[]
}

export function createMatrix(report: MatrixReport): Matrix {
  const cases = new Map<string, ReportedCase>()
  for (const one of report.cases) if (one.part === 'cookies') cases.set(keyOf(positionOf(one)), one)
  const results = new Map<ReportedCase, (Result | null)[]>()

  function allResults(one: ReportedCase): (Result | null)[] {
    const known = results.get(one)
    if (known) return known
    const found = report.browsers.map((_, place) => resultOf(one, place, report.outcomes))
    results.set(one, found)
    return found
  }

  return {
    report,
    engines: enginesIn(report.browsers),
    ends: report.outcomes.map(endOf),
    caseAt: (position) => cases.get(keyOf(position)),
    resultsOf: (one, { browsers }) => browsers.flatMap(({ place }) => allResults(one)[place] ?? []),
  }
}

/** Where a case of the part `cookies` stands. */
export function positionOf({ moved }: Pick<ReportedCase, 'moved'>): Position {
  const { relation, page, client, cookie } = settingsOf(moved)
  return { page, credentials: client.credentials, relation, attributes: cookie }
}

const keyOf = ({ page, credentials, relation, attributes }: Position) => {
  const { sameSite, secure, partitioned, domain } = attributes
  return [page, credentials, relation, sameSite, secure, partitioned, domain].join(' ')
}

function enginesIn(browsers: readonly ReportedBrowser[]): EngineMap[] {
  const placed = browsers.map((browser, place) => ({ place, browser, setting: settingText(browser) }))
  return [...Map.groupBy(placed, ({ browser }) => browser.engine)].map(([engine, group]) => ({
    engine,
    title: group[0] ? browserTitle(group[0].browser) : engine,
    browsers: group,
  }))
}

/** `Firefox ESR 153`, `WebKitGTK 2.50`: the version as people say it. */
export function browserTitle({ name, version }: ReportedBrowser): string {
  const [major = '', minor] = version.split('.')
  return `${name} ${Number(major) < 10 && minor !== undefined ? `${major}.${minor}` : major}`
}

const POLICIES: Record<ReportedBrowser['thirdPartyCookies'], string> = {
  allow: 'allowed',
  block: 'blocked',
  partition: 'kept apart',
}

export const settingText = ({ thirdPartyCookies, hasSettings }: ReportedBrowser): string =>
  hasSettings ? `third-party cookies ${POLICIES[thirdPartyCookies]}` : 'its own defaults'

/** The settings of an engine's browsers in one line. */
export const settingsText = ({ browsers }: EngineMap): string => {
  const [first, ...others] = browsers
  const lead = first ? first.setting : ''
  const rest = others.map(({ browser }) => POLICIES[browser.thirdPartyCookies])
  return rest.length ? `${lead}, or ${rest.join(' or ')} in a split cell` : lead
}

/** How many predictions held, over all browsers and parts. */
export function heldIn(report: MatrixReport): { held: number; runs: number; failed: number } {
  const sum = (of: (browser: ReportedBrowser) => number) =>
    report.browsers.reduce((total, browser) => total + of(browser), 0)
  return { held: sum(({ held }) => held), runs: sum(({ runs }) => runs), failed: sum(({ failed }) => failed) }
}
