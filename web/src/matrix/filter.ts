import type { Settings } from '../../../api/settings/settings.ts'
import type { PartName, ReportedCase } from '../../browser/report.ts'
import type { Matrix } from './matrix.ts'
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

/** One browser ends otherwise than another, or than the standards alone. */
export function enginesPart({ runs, spec }: ReportedCase, { ends }: Pick<Matrix, 'ends'>): boolean {
  const own = runs.flatMap((run) => (run ? [ends[run.observed ?? run.predicted]] : []))
  return new Set([ends[spec], ...own]).size > 1
}

export const differs = ({ runs }: ReportedCase): boolean =>
  runs.some((run) => (run?.differences.length ?? 0) > 0)

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
