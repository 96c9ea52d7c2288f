import type { Row } from '../prediction/compare.ts'
import type { Message } from '../prediction/side.ts'
import { type Arrow, arrowOf } from './arrow.ts'
import type { Lanes } from './lanes.ts'

/** An arrow of a row: predicted it has a channel, observed a core. */
export interface RowArrow {
  message: Message
  channel: boolean
  core: boolean
  /** The browser's, where it stops something. */
  reason: string
}

export interface PlacedArrow extends RowArrow {
  drawn: Arrow
}

export interface PlacedRow {
  arrows: PlacedArrow[]
  height: number
}

/** The arrows of a row: one, or two where prediction and observation part. */
export function arrowsOf(row: Row): RowArrow[] {
  const predicted = row.predicted?.message ?? null
  const observed = row.observed?.message ?? null
  const reason = predicted?.wall === 'stop' ? (row.predicted?.cell.note ?? '') : ''
  if (!predicted || !observed) {
    const message = observed ?? predicted
    return message ? [{ message, channel: observed === null, core: observed !== null, reason }] : []
  }
  const both = { channel: true, core: true, reason }
  // What no page can see, and what came as predicted, is drawn as predicted: that arrow tells more.
  if (row.observed?.cell.hidden === 'value' || row.agrees) return [{ message: predicted, ...both }]
  if (shape(predicted) === shape(observed)) return [{ message: observed, ...both }]
  return [
    { message: predicted, channel: true, core: false, reason: '' },
    { message: observed, channel: false, core: true, reason: '' },
  ]
}

const shape = ({ load, wall, to, text, unread }: Message) =>
  JSON.stringify([load?.text, wall, to, text, unread])

/** Where a row's arrows stand in it, and how high it is. */
export function placeRow(row: Row, lanes: Lanes): PlacedRow {
  const arrows = arrowsOf(row)
  const heights = arrows.length > 1 ? [24.5, 54.5] : [28.5]
  const placed = arrows.map((arrow, index) => ({
    ...arrow,
    drawn: arrowOf(arrow.message, heights[index] ?? 0, lanes, arrow.reason),
  }))
  const bottoms = placed.map(({ drawn }) => drawn.bottom)
  return { arrows: placed, height: Math.max(arrows.length > 1 ? 70 : 42, ...bottoms) }
}
