import type { Message } from '../prediction/side.ts'
import type { Lanes } from './lanes.ts'

/** A line of text beside an arrow. */
export interface ArrowText {
  /** What is sent; what happens at the wall, well or badly; the browser's reason. */
  kind: 'name' | 'words' | 'bad' | 'reason'
  text: string
  x: number
  y: number
  anchor: 'start' | 'end'
}

/** The outlines of one arrow, and what stands beside it. */
export interface Arrow {
  y: number
  channel: string
  shaft: string
  point: string
  /** What arrived but goes on unread. */
  dots: string | null
  /** Where on the wall its stop or tray stands. */
  middle: number
  texts: ArrowText[]
  load: { text: string; x: number; width: number } | null
  /** Down to where it reaches. */
  bottom: number
}

/** Width of a letter of the wire's type, at 11.5 and at 10.5 points. */
const LETTER = 6.95
const SMALL_LETTER = 6.35

/** @param y the height of its shaft @param reason the browser's, below what happens at the wall */
export function arrowOf(message: Message, y: number, lanes: Lanes, reason = ''): Arrow {
  const { from, to, wall: atWall, unread, load } = message
  const { page, wall, head, barb, room } = lanes
  const api = lanes.apis[(message.server ?? 1) - 1] ?? lanes.apis[0] ?? lanes.width
  const toApi = to === 'api' || (from === 'page' && to === 'wall')
  const forward = toApi ? 1 : -1
  const onPageSide = from === 'wall' && to === 'page'
  const gap = atWall ? room : 1.5
  const tail = { page: page + 1, wall: toApi ? wall[1] + 0.5 : wall[0] - 0.5, api: api - 1 }[from]
  const tip = { page: page + 2, api: api - 2, wall: toApi ? wall[0] - gap : wall[1] + gap }[to]
  const neck = tip - head * forward
  const texts = lanes.rail ? [] : textsOf(message, y, lanes, { tail, toApi, api, reason })
  return {
    y,
    channel: `M${tail} ${y - 4.5}H${neck}V${y - barb}L${tip} ${y}L${neck} ${y + barb}V${y + 4.5}H${tail}Z`,
    shaft: `M${tail + 2 * forward} ${y}H${tip - 9 * forward}`,
    point: `M${tip - 9.5 * forward} ${y - 4.6}L${tip - 2.4 * forward} ${y}L${tip - 9.5 * forward} ${y + 4.6}Z`,
    dots: unread ? `M${wall[0] - 4} ${y}H${page + 4}` : null,
    middle: (wall[0] + wall[1]) / 2,
    texts,
    load:
      load &&
      loadAt(load.text, onPageSide ? page : wall[1], onPageSide ? wall[0] : (lanes.apis[0] ?? api), !toApi),
    bottom: Math.max(y + 13.5, ...texts.map((line) => line.y + 2)),
  }
}

function textsOf(
  { from, to, text, words, wall: atWall, unread, server }: Message,
  y: number,
  { page, wall, shared }: Lanes,
  { tail, toApi, api, reason }: { tail: number; toApi: boolean; api: number; reason: string },
): ArrowText[] {
  const name = toApi
    ? ({ x: tail + 8, y: y - 12, anchor: 'start' } as const)
    : ({ x: tail - 8, y: y - 12, anchor: 'end' } as const)
  // What happens at the wall stands on its side without an arrow.
  const right = from === 'page'
  const beside = right
    ? ({ x: wall[1] + 8, anchor: 'start' } as const)
    : ({ x: wall[0] - 10, anchor: 'end' } as const)
  const most = Math.floor((right ? api - 8 - beside.x : beside.x - page - 6) / SMALL_LETTER)
  const lines = reason && words ? broken(reason, most) : []
  const high = y + (lines.length > 0 ? -3 : unread ? -6 : 4)
  const texts: ArrowText[] = [
    { kind: 'name', text, ...name },
    { kind: atWall === 'stop' ? 'bad' : 'words', text: words, y: high, ...beside },
    ...lines.map((line, index) => ({
      kind: 'reason' as const,
      text: line,
      y: y + 12 * (index + 1),
      ...beside,
    })),
  ]
  if (shared && server !== null && (from === 'api' || to === 'api')) {
    texts.push({ kind: 'words', text: `server ${server}`, x: api - 8, y: y + 21, anchor: 'end' })
  }
  return texts.filter((line) => line.text !== '')
}

/** A reason's words on as many lines as they need. */
function broken(reason: string, most: number): string[] {
  const lines: string[] = []
  for (const word of reason.split(/(?<=[a-z])(?=[A-Z])/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length <= most) lines[lines.length - 1] = last + word
    else lines.push(word)
  }
  return lines
}

/** In the middle of its way; of a cookie's attributes as many as there is room for. */
function loadAt(text: string, from: number, until: number, back: boolean) {
  const most = Math.floor((until - from - 60) / LETTER)
  const [name = '', ...attributes] = text.split(' ')
  const shown = attributes.reduce(
    (words, word) => (`${words} ${word}`.length <= most ? `${words} ${word}` : words),
    name.length <= most ? name : `${name.slice(0, most - 1)}…`,
  )
  return { x: (from + until + (back ? 6 : -8)) / 2, text: shown, width: shown.length * LETTER + 30 }
}
