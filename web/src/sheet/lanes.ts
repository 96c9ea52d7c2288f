import { computed } from 'vue'
import { narrow, roomy } from '../look/useMedia.ts'
import type { Message } from '../prediction/side.ts'

/** Where page, wall and API stand in a picture, from left to right, in points. */
interface Lanes {
  width: number
  page: number
  wall: readonly [number, number]
  api: number
  /** How far an arrow's head reaches back, and half its height. */
  head: number
  barb: number
}

const ROOMY: Lanes = { width: 496, page: 12.5, wall: [240, 256], api: 483.5, head: 11, barb: 8 }
const MIDDLE: Lanes = { width: 376, page: 12.5, wall: [180, 196], api: 363.5, head: 11, barb: 8 }
/** A rail without words. */
const RAIL: Lanes = { width: 96, page: 6.5, wall: [38, 48], api: 89.5, head: 7, barb: 6 }

export const lanes = computed(() => (narrow.value ? RAIL : roomy.value ? ROOMY : MIDDLE))

/** The outlines of one arrow at a height. */
export function arrow({ from, to, wall: atWall, preflight, unread, load }: Message, y: number) {
  const { page, wall, api, head, barb } = lanes.value
  const toApi = to === 'api' || (from === 'page' && to === 'wall')
  const forward = toApi ? 1 : -1
  const room = atWall ? (narrow.value ? 6 : 11) : 1.5
  const tail = { page: page + 1, wall: toApi ? wall[1] + 0.5 : wall[0] - 0.5, api: api - 1 }[from]
  const tip = {
    page: page + 2,
    api: api - 2,
    wall: toApi ? wall[0] - room : wall[1] + room,
  }[to]
  const neck = tip - head * forward
  const middle = (wall[0] + wall[1]) / 2
  return {
    y,
    channel: `M${tail} ${y - 4.5}H${neck}V${y - barb}L${tip} ${y}L${neck} ${y + barb}V${y + 4.5}H${tail}Z`,
    shaft: `M${tail + 2 * forward} ${y}H${tip - 9 * forward}`,
    point: `M${tip - 9.5 * forward} ${y - 4.6}L${tip - 2.4 * forward} ${y}L${tip - 9.5 * forward} ${y + 4.6}Z`,
    dots: unread ? `M${wall[0] - 4} ${y}H${page + 4}` : null,
    middle,
    text: { x: tail + 8 * forward, anchor: toApi ? 'start' : 'end' },
    words: toApi && !preflight ? { x: wall[1] + 8, anchor: 'start' } : { x: wall[0] - 10, anchor: 'end' },
    load: load && placed(load.text, wall[1], api, to === 'wall'),
  }
}

/** Between the wall and the API; of a cookie's attributes as many as there is room for. */
function placed(text: string, from: number, until: number, back: boolean) {
  const most = Math.floor((until - from - 72) / LETTER)
  const [name = '', ...attributes] = text.split(' ')
  const shown = attributes.reduce(
    (words, word) => (`${words} ${word}`.length <= most ? `${words} ${word}` : words),
    name.length <= most ? name : `${name.slice(0, most - 1)}…`,
  )
  return { x: (from + until + (back ? 6 : -8)) / 2, text: shown, width: shown.length * LETTER + 30 }
}
const LETTER = 6.95
