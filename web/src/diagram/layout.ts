import { type RelationKind, relationBetween } from '../lab/relation.ts'
import type { Row } from '../prediction/compare.ts'
import { type ComparedAction, facts, firstLine } from '../prediction/compareStory.ts'
import { actionOf } from '../run/action.ts'
import { type Lanes, lanesOf } from './lanes.ts'
import { type PlacedRow, placeRow } from './row.ts'
import { type Sentence, sentenceOf } from './sentences.ts'

/** A story to be drawn. */
export interface DrawnStory {
  /** Its prediction and its run, side by side. */
  actions: readonly ComparedAction[]
  /** The page's origin. */
  page: string
  /** The API's origin. */
  api: string
}

/** The whole picture, in points from its upper left corner. */
export interface Layout {
  width: number
  height: number
  /** Left of the lanes, for numbers. */
  gutter: number
  lanes: Lanes
  chips: OriginPlace[]
  /** The names of two servers, above their lanes. */
  servers: { text: string; x: number; y: number }[]
  /** Where the lanes begin. */
  top: number
  bands: Band[]
}

export interface OriginPlace {
  origin: string
  /** How it stands to the page's origin; null for the page's own. */
  kind: RelationKind | null
  x: number
  y: number
  width: number
}

/** An action with its messages. */
export interface Band {
  title: string
  /** The request it begins with; empty where there is no room for it. */
  line: string
  facts: string
  top: number
  messages: PlacedMessage[]
}

/** A row of the picture. */
export interface PlacedMessage extends PlacedRow {
  /** The same as long as the story is. */
  key: string
  number: number
  /** Its place in its exchange, counted from 0. */
  order: number
  row: Row
  top: number
  sentence: Sentence
}

export const BAND = 26
const GUTTER = 22
/** The width of letters: the wire's at 11.5 points, headings at 13.5, notes at 12; and the height of a chip. */
const [MONO, BOLD, NOTE] = [6.95, 7.6, 6.2]
const CHIP = 20

/** @param width of the whole picture, 316 or more */
export function layoutStory({ actions, page, api }: DrawnStory, width: number): Layout {
  const servers = serversIn(actions)
  const lanes = lanesOf(width - GUTTER, servers)
  const chips = chipsOf(page, api, width)
  const below = Math.max(...chips.map(({ y }) => y)) + CHIP + 8
  const top = lanes.apis.length > 1 ? below + 14 : below
  const bands: Band[] = []
  let y = top
  let number = 0
  for (const [index, action] of actions.entries()) {
    const band: Band = { ...heading(action, width), top: y, messages: [] }
    y += BAND
    for (const [exchange, { rows }] of action.exchanges.entries()) {
      for (const [order, row] of rows.entries()) {
        number += 1
        const placed = placeRow(row, lanes)
        const key = `${index} ${exchange} ${row.key}`
        const sentence = sentenceOf(row, { page, servers })
        band.messages.push({ ...placed, key, number, order, row, top: y, sentence })
        y += placed.height
      }
    }
    bands.push(band)
  }
  const names =
    lanes.apis.length > 1
      ? lanes.apis.map((x, index) => ({ text: `server ${index + 1}`, x, y: top - 5 }))
      : []
  return { width, height: y + 8, gutter: GUTTER, lanes, chips, servers: names, top, bands }
}

/** The picture with room for what is opened below a message. */
export function openedBelow(layout: Layout, key: string, room: number): Layout {
  const opened = layout.bands.flatMap(({ messages }) => messages).find((message) => message.key === key)
  if (!opened) return layout
  const moved = <T extends { top: number }>(one: T): T =>
    one.top > opened.top ? { ...one, top: one.top + room } : one
  const bands = layout.bands.map((band) => ({ ...moved(band), messages: band.messages.map(moved) }))
  return { ...layout, bands, height: layout.height + room }
}

function serversIn(actions: readonly ComparedAction[]): number {
  const messages = actions.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ rows }) => rows.flatMap((row) => [row.predicted?.message, row.observed?.message])),
  )
  return Math.max(1, ...messages.map((message) => message?.server ?? 1))
}

/** Side by side where there is room, else one below the other. */
function chipsOf(page: string, api: string, width: number): OriginPlace[] {
  const own = { origin: page, kind: null, width: page.length * MONO + 30 }
  const its = { origin: api, kind: relationBetween(page, api), width: api.length * MONO + 42 }
  const fits = own.width + its.width + 12 <= width - GUTTER
  return [
    { ...own, x: GUTTER, y: 22 },
    { ...its, x: width - its.width, y: fits ? 22 : 26 + CHIP },
  ]
}

function heading(action: ComparedAction, width: number): Pick<Band, 'title' | 'line' | 'facts'> {
  const { title } = actionOf(action.name)
  const line = firstLine(action)
  const told = facts(action)
  const needed = title.length * BOLD + line.length * MONO + told.length * NOTE + 26
  return { title, line: needed <= width ? line : '', facts: told }
}
