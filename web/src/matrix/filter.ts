import type { Settings } from '../../../api/settings/settings.ts'
import type { PartName, ReportedCase } from '../../browser/report.ts'
import { cameBack } from './fate.ts'
import type { EngineMap, Matrix } from './matrix.ts'
import type { Place } from './places.ts'

export const SHOWN = ['everything', 'engines part', '≠ only'] as const
export type Shown = (typeof SHOWN)[number]

/** Which cases are shown. */
export interface Filter {
  page: Settings['page']
  credentials: Settings['client']['credentials']
  shown: Shown
  /** Only those in which this decided. */
  place: Place | null
}

/** Whether a case of the map is shown, or only keeps its room. */
export function isShown(
  one: ReportedCase,
  { shown, place }: Pick<Filter, 'shown' | 'place'>,
  matrix: Matrix,
) {
  return (place === null || place.decides(one)) && showsWhat(one, shown, matrix)
}

function showsWhat(one: ReportedCase, shown: Shown, matrix: Matrix): boolean {
  switch (shown) {
    case 'everything':
      return true
    case 'engines part':
      return enginesPart(one, matrix)
    case '≠ only':
      return differs(one)
  }
}

/** The cookie comes back in one browser and not in another, or not as by the standards alone. */
export function enginesPart(
  one: ReportedCase,
  { engines, resultsOf }: Pick<Matrix, 'engines' | 'resultsOf'>,
) {
  const results = engines.flatMap((engine: EngineMap) => resultsOf(one, engine))
  const fates = new Set(results.map(({ observed, predicted }) => cameBack(observed ?? predicted)))
  return fates.size > 1 || results.some(({ leaves }) => leaves)
}

export const differs = ({ runs }: ReportedCase): boolean =>
  runs.some((run) => (run?.differences.length ?? 0) > 0)

/** Some browser gave no outcome. */
export const failed = ({ runs }: ReportedCase): boolean => runs.some((run) => run?.observed === null)

/** Whether a case of the list is shown: of one part or all, with words that stand in its knobs. */
export function isListed(
  one: ReportedCase,
  { part, words, shown, place }: { part: PartName | 'all'; words: string } & Pick<Filter, 'shown' | 'place'>,
  matrix: Matrix,
): boolean {
  if (part !== 'all' && one.part !== part) return false
  const text = decodeURIComponent(one.fragment).toLowerCase()
  return (
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) && isShown(one, { shown, place }, matrix)
  )
}
