import { expect, it } from 'vitest'
import { bytes, duration, spreadText, times } from './figures.ts'

it.each([
  { text: bytes(0), is: '0 B' },
  { text: bytes(-0.3), is: '0 B' },
  { text: bytes(-33.2), is: '−33 B' },
  { text: bytes(294.4), is: '294 B' },
  { text: bytes(1319), is: '1.32 kB' },
  { text: bytes(2_606_000), is: '2.61 MB' },
  { text: duration(87.3), is: '87.3 µs' },
  { text: duration(1234), is: '1.23 ms' },
  { text: duration(1_083_000), is: '1.08 s' },
  { text: times(0.7), is: '0.70 ×' },
  { text: spreadText({ median: 1, least: 0.5, greatest: 1.25 }, times), is: '0.50 × to 1.25 ×' },
  { text: spreadText({ median: 294, least: 293.9, greatest: 294.2 }, bytes), is: 'all alike' },
])('$is', ({ text, is }) => {
  expect(text).toBe(is)
})
