import {
  type MatrixReport,
  PARTS,
  type PartName,
  type ReportedCase,
  type ReportedDeviation,
} from '../../browser/report.ts'
import type { Engine } from '../../browser/scenario.ts'
import { endOf } from './told.ts'

/** A point at which an engine parts from the standard, or its two settings from one another. */
export interface Place {
  engine: Engine
  what: string
  /** Null for a setting. */
  deviation: ReportedDeviation | null
  /** Whether it decides what comes of a case. */
  decides(one: ReportedCase): boolean
  /** In how many cases it does, over all parts and by part. */
  total: number
  byPart: { part: PartName; cases: number }[]
}

type Uncounted = Omit<Place, 'total' | 'byPart'>

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

function deviationsOf({ deviations, browsers }: MatrixReport, engine: Engine): Uncounted[] {
  return deviations.flatMap((deviation, number) => {
    if (deviation.engine !== engine) return []
    const decides = ({ runs }: ReportedCase) =>
      runs.some((run, place) => browsers[place]?.engine === engine && run?.deviations.includes(number))
    return [{ engine, what: deviation.what, deviation, decides }]
  })
}

/** The settings of one engine as a place, where it has several. */
function settingOf({ browsers, outcomes }: MatrixReport, engine: Engine): Uncounted[] {
  const own = browsers.flatMap((browser, place) => (browser.engine === engine ? [place] : []))
  if (own.length < 2) return []
  const ends = outcomes.map(endOf)
  const decides = ({ runs }: ReportedCase) => {
    const ran = own.flatMap((place) => runs[place] ?? [])
    return new Set(ran.map(({ predicted, observed }) => ends[observed ?? predicted])).size > 1
  }
  return [{ engine, what: 'It depends on the setting for third-party cookies.', deviation: null, decides }]
}

function counted(place: Uncounted, cases: readonly ReportedCase[]): Place {
  const decided = cases.filter(place.decides)
  const byPart = PARTS.map((part) => ({ part, cases: decided.filter((one) => one.part === part).length }))
  return { ...place, total: decided.length, byPart: byPart.filter(({ cases }) => cases > 0) }
}
