import { describe, expect, it } from 'vitest'
import { type Bar, longest, placed } from './bars.ts'

const ink = (length: number): Bar => ({ parts: [{ length, fill: 'ink' }] })
const spread = (least: number, greatest: number) => ({ least, greatest })

describe('the longest bar', () => {
  const rows: { name: string; bars: Bar[]; length: number }[] = [
    { name: 'of none', bars: [], length: 0 },
    { name: 'of several', bars: [ink(2), ink(5)], length: 5 },
    {
      name: 'counts all parts',
      bars: [
        {
          parts: [
            { length: 2, fill: 'ink' },
            { length: 4, fill: 'hatched' },
          ],
        },
        ink(5),
      ],
      length: 6,
    },
    { name: 'counts its greatest round', bars: [{ ...ink(4), spread: spread(3, 7) }, ink(5)], length: 7 },
    { name: 'is not shorter than nothing', bars: [ink(-3)], length: 0 },
  ]

  it.each(rows)('$name: $length', ({ bars, length }) => {
    const group = { rows: bars.map((bar) => ({ label: '', bar, figures: [] })) }
    expect(longest([group])).toBe(length)
  })
})

describe('a bar is placed', () => {
  const rows: { name: string; bar: Bar; whole: number; parts: [number, number][]; spread?: object }[] = [
    { name: 'in hundredths', bar: ink(3), whole: 12, parts: [[0, 25]] },
    { name: 'without length where it is less than nothing', bar: ink(-3), whole: 12, parts: [[0, 0]] },
    { name: 'without length where all are nothing', bar: ink(0), whole: 0, parts: [[0, 0]] },
    {
      name: 'part after part',
      bar: {
        parts: [
          { length: 3, fill: 'ink' },
          { length: 6, fill: 'hollow' },
        ],
      },
      whole: 12,
      parts: [
        [0, 25],
        [25, 50],
      ],
    },
    {
      name: 'with its spread',
      bar: { ...ink(6), spread: spread(3, 9) },
      whole: 12,
      parts: [[0, 50]],
      spread: { from: 25, to: 75 },
    },
    {
      name: 'without a spread where all rounds are alike',
      bar: { ...ink(6), spread: spread(6, 6) },
      whole: 12,
      parts: [[0, 50]],
    },
  ]

  it.each(rows)('$name', ({ bar, whole, parts, spread }) => {
    const result = placed(bar, whole)
    expect(result.parts.map(({ from, width }) => [from, width])).toEqual(parts)
    expect(result.spread).toEqual(spread)
  })
})
