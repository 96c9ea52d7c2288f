import {
  type MatrixReport,
  PARTS,
  type PartName,
  type ReportedCase,
  type ReportedDeviation,
} from '../../browser/report.ts'
import type { Engine } from '../../browser/scenario.ts'

/** A point at which an engine parts from the standard, or its two settings from one another. */
export interface Place {
  engine: Engine
  what: string
  /** The deviation, and its number in the report; null for a setting. */
  deviation: { number: number; source: string; seenIn: string } | null
  /** The engine's browsers by their places in the report. */
  browsers: number[]
  /** In how many cases it decides, over all parts and by part. */
  total: number
  byPart: { part: PartName; cases: number }[]
}

/** Every place in the report, by engine, the ones that decide most cases first. */
export function placesIn(report: MatrixReport): Place[] {
  const engines = [...new Set(report.browsers.map(({ engine }) => engine))]
  return engines.flatMap((engine) =>
    [...deviationsOf(report, engine), ...settingOf(report, engine)]
      .map((place) => counted(place, report.cases))
      .filter(({ total }) => total > 0)
      .sort((a, b) => b.total - a.total),
  )
}

const browsersOf = ({ browsers }: MatrixReport, engine: Engine) =>
  browsers.flatMap((browser, place) => (browser.engine === engine ? [place] : []))

type Uncounted = Omit<Place, 'total' | 'byPart'>

function deviationsOf(report: MatrixReport, engine: Engine): Uncounted[] {
  const browsers = browsersOf(report, engine)
  return report.deviations.flatMap((deviation: ReportedDeviation, number) => {
    const { what, source, seenIn } = deviation
    return deviation.engine === engine
      ? [{ engine, what, deviation: { number, source, seenIn }, browsers }]
      : []
  })
}

function settingOf(report: MatrixReport, engine: Engine): Uncounted[] {
  const browsers = browsersOf(report, engine)
  if (browsers.length < 2) return []
  return [{ engine, what: 'It depends on the setting for third-party cookies.', deviation: null, browsers }]
}

function counted(place: Uncounted, cases: readonly ReportedCase[]): Place {
  const decided = cases.filter((one) => decides(place, one))
  const byPart = PARTS.map((part) => ({ part, cases: decided.filter((one) => one.part === part).length }))
  return { ...place, total: decided.length, byPart: byPart.filter(({ cases }) => cases > 0) }
}

/** Whether a place decides in a case. */
export function decides(
  { deviation, browsers }: Pick<Place, 'deviation' | 'browsers'>,
  { runs }: ReportedCase,
): boolean {
  const own = browsers.flatMap((place) => runs[place] ?? [])
  if (deviation) return own.some(({ deviations }) => deviations.includes(deviation.number))
  return new Set(own.map(({ predicted, observed }) => observed ?? predicted)).size > 1
}
