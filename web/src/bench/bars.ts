/** A bar: lengths side by side, and how far the end of the first moved between rounds. */
export interface Bar {
  parts: { length: number; fill: Fill }[]
  spread?: { least: number; greatest: number }
}

/** Ink: what the plot is about. Hatched: what else there is. Hollow: what is there in any case. */
export type Fill = 'ink' | 'hatched' | 'hollow'

/** One row of a plot: the bar, and its figures in words. */
export interface BarRow {
  label: string
  bar: Bar
  /** One for each of the plot's columns. */
  figures: string[]
}

export interface BarGroup {
  /** Left out where there is one group alone. */
  title?: string
  rows: BarRow[]
}

/** A bar's pieces in hundredths of the plot's width; what is less than nothing has no length. */
export interface PlacedBar {
  parts: { from: number; width: number; fill: Fill }[]
  spread?: { from: number; to: number }
}

/** The length that takes the whole width: of the longest bar, or of its greatest round. */
export const longest = (groups: readonly BarGroup[]): number =>
  Math.max(...groups.flatMap(({ rows }) => rows.map(({ bar }) => reachOf(bar))), 0)

const reachOf = ({ parts, spread }: Bar) =>
  Math.max(
    parts.reduce((sum, { length }) => sum + Math.max(0, length), 0),
    spread?.greatest ?? 0,
  )

/** A bar where the longest one takes the whole width. Rounds that are all alike have no spread to show. */
export function placed({ parts, spread }: Bar, whole: number): PlacedBar {
  const share = (length: number) => (whole > 0 ? (Math.max(0, length) / whole) * 100 : 0)
  let from = 0
  const pieces = parts.map(({ length, fill }) => {
    const piece = { from, width: share(length), fill }
    from += piece.width
    return piece
  })
  return {
    parts: pieces,
    ...(spread &&
      spread.least < spread.greatest && {
        spread: { from: share(spread.least), to: share(spread.greatest) },
      }),
  }
}
