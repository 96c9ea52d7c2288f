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
  /** On which line of its row it stands, counted from 0. */
  line: number
}

export interface PlacedArrow extends RowArrow {
  drawn: Arrow
}

export interface PlacedRow {
  arrows: PlacedArrow[]
  height: number
}

/** The request has been made, and has not arrived yet. */
export const isUnderWay = ({ observed, agrees }: Row) =>
  agrees === null && observed?.message?.to === 'wall' && observed.kind === 'request' && !observed.failed

/** The arrows of a row: one, or two where prediction and observation part. */
export function arrowsOf(row: Row): RowArrow[] {
  const predicted = row.predicted?.message ?? null
  const observed = row.observed?.message ?? null
  const reason = predicted?.wall === 'stop' ? (row.predicted?.cell.note ?? '') : ''
  if (!predicted || !observed) {
    const message = observed ?? predicted
    return message ? [{ message, channel: observed === null, core: observed !== null, reason, line: 0 }] : []
  }
  const both = { channel: true, core: true, reason, line: 0 }
  // What no page can see, and what came as predicted, is drawn as predicted: that arrow tells more.
  if (row.observed?.cell.hidden === 'value' || row.agrees) return [{ message: predicted, ...both }]
  if (shape(predicted) === shape(observed)) return [{ message: observed, ...both }]
  const hollow = { message: predicted, channel: true, core: false, reason: '', line: 0 }
  const solid = { message: observed, channel: false, core: true, reason: '', line: 1 }
  // The core lies in the channel as far as it has come.
  if (isUnderWay(row)) return [hollow, { ...solid, message: { ...observed, text: '' }, line: 0 }]
  return [hollow, solid]
}

const shape = ({ load, wall, to, text, unread }: Message) =>
  JSON.stringify([load?.text, wall, to, text, unread])

/** Where a row's arrows stand in it, and how high it is. */
export function placeRow(row: Row, lanes: Lanes): PlacedRow {
  const arrows = arrowsOf(row)
  const apart = arrows.some(({ line }) => line > 0)
  const placed = arrows.map((arrow) => {
    const y = !apart ? 28.5 : arrow.line === 0 ? 24.5 : 54.5
    return { ...arrow, drawn: arrowOf(arrow.message, y, lanes, arrow.reason) }
  })
  const bottoms = placed.map(({ drawn }) => drawn.bottom)
  return { arrows: placed, height: Math.max(apart ? 70 : 42, ...bottoms) }
}
