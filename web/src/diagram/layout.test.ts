import { describe, expect, it } from 'vitest'
import { type StoryName, stories } from './fixtures.ts'
import { type Layout, layoutStory, openedBelow } from './layout.ts'

const messagesOf = (layout: Layout) => layout.bands.flatMap(({ messages }) => messages)

/** An arrow in short: from where to where, how it is known, what stands on the wall and what it carries. */
function drawn(layout: Layout): string[] {
  return messagesOf(layout).map(({ arrows }) =>
    arrows
      .map(({ message, channel, core, drawn }) =>
        [
          `${message.from}>${message.to}`,
          channel && core ? 'both' : channel ? 'hollow' : 'solid',
          message.wall,
          drawn.dots && 'dots',
          message.load?.form,
        ]
          .filter(Boolean)
          .join(' '),
      )
      .join(' | '),
  )
}

const preflight = ['wall>api hollow', 'api>wall hollow']
const rows: [name: StoryName, ...arrows: string[]][] = [
  [
    'same origin',
    'page>api hollow none',
    'api>wall hollow tray stored',
    'wall>page hollow',
    'page>api hollow sent',
    'api>page hollow',
  ],
  [
    'a bearer token',
    ...preflight,
    'page>api hollow none',
    'api>page hollow ticket',
    ...preflight,
    'page>api hollow ticket',
    'api>page hollow',
  ],
  [
    'a refused cookie',
    ...preflight,
    'page>api hollow none',
    'api>wall hollow stop refused',
    'wall>page hollow',
    'page>api hollow none',
    'api>page hollow',
  ],
  [
    'an answer that is kept from the script',
    'page>api hollow none',
    'api>wall hollow tray stored',
    'api>wall hollow stop dots',
    'page>api hollow sent',
    'api>wall hollow stop dots',
  ],
  [
    'a refused preflight',
    'wall>api hollow',
    'api>wall hollow stop',
    'page>wall hollow stop',
    'wall>page hollow dots',
    'page>api hollow none',
    'api>page hollow',
  ],
  [
    'under way',
    'wall>api both',
    'api>wall both',
    'page>api hollow none | page>wall solid',
    'api>wall hollow tray stored',
    'wall>page hollow',
  ],
  [
    'not as predicted',
    'wall>api both',
    'api>wall both',
    'page>api both none',
    'api>wall hollow tray stored | api>wall solid stop refused',
    'wall>page both',
    'page>api hollow sent | page>api solid none',
    'api>page hollow | api>page solid',
  ],
]

describe('a story becomes arrows', () => {
  it.each(rows)('%s', async (name, ...arrows) => {
    expect(drawn(layoutStory(await stories[name](), 600))).toEqual(arrows)
  })

  it('each server has its lane, and where there is no room its name', async () => {
    const [wide, narrow] = [600, 320].map(async (width) => layoutStory(await stories['two servers'](), width))
    expect((await wide)?.lanes.apis).toHaveLength(2)
    expect((await wide)?.servers.map(({ text }) => text)).toEqual(['server 1', 'server 2'])
    expect((await narrow)?.servers).toEqual([])
    const named =
      (await narrow) && messagesOf(await narrow).map(({ arrows }) => arrows[0]?.drawn.texts.at(-1)?.text)
    expect(named).toEqual(['server 1', 'server 1', 'server 2', 'server 2', '200', 'server 1', 'server 1'])
  })
})

/** How wide a letter is at most, in points. */
const LETTER = { name: 6.95, words: 6.1, bad: 6.6, reason: 6.35 }

const everywhere = Object.keys(stories)
  .filter((name): name is StoryName => name in stories)
  .flatMap((name) => [316, 332, 518, 852].map((width) => ({ name, width })))

describe('a picture has room for all that it shows', () => {
  it.each(everywhere)('$name, $width wide', async ({ name, width }) => {
    const layout = layoutStory(await stories[name](), width)
    const { gutter, lanes, chips } = layout
    for (const { arrows } of messagesOf(layout)) {
      for (const { drawn } of arrows) {
        for (const { kind, text, x, anchor } of drawn.texts) {
          const long = text.length * LETTER[kind]
          const [left, right] = anchor === 'start' ? [x, x + long] : [x - long, x]
          expect({ text, fits: left >= -4 && right <= lanes.width }).toEqual({ text, fits: true })
        }
        const { load } = drawn
        if (load) expect(load.x + load.width / 2).toBeLessThan(lanes.width)
      }
    }
    for (const chip of chips) {
      expect(chip.x).toBeGreaterThanOrEqual(0)
      expect(chip.x + chip.width).toBeLessThanOrEqual(width)
    }
    expect(gutter + lanes.width).toBe(width)
  })

  it.each(everywhere)('$name, $width wide: nothing lies on another thing', async ({ name, width }) => {
    const layout = layoutStory(await stories[name](), width)
    const places = layout.bands.flatMap(({ top, messages }) => [
      { top, height: 26 },
      ...messages.map(({ top, height }) => ({ top, height })),
    ])
    let free = layout.top
    for (const { top, height } of places) {
      expect(top).toBeGreaterThanOrEqual(free)
      free = top + height
    }
    expect(layout.height).toBeGreaterThan(free)
  })
})

it('what is opened moves what stands below it, and nothing above', async () => {
  const layout = layoutStory(await stories['a refused cookie'](), 600)
  const [, second, third] = messagesOf(layout)
  const opened = openedBelow(layout, second?.key ?? '', 100)
  expect(opened.height).toBe(layout.height + 100)
  expect(messagesOf(opened)[1]?.top).toBe(second?.top)
  expect(messagesOf(opened)[2]?.top).toBe((third?.top ?? 0) + 100)
  expect(opened.bands[1]?.top).toBe((layout.bands[1]?.top ?? 0) + 100)
  expect(openedBelow(layout, 'none such', 100)).toBe(layout)
})
