import { expect, it } from 'vitest'
import { moveInGrid } from './moveInGrid.ts'

const rows: [key: string, from: [number, number], to: [number, number] | null][] = [
  ['ArrowUp', [1, 2], [0, 2]],
  ['ArrowUp', [0, 2], [0, 2]],
  ['ArrowDown', [1, 2], [2, 2]],
  ['ArrowDown', [3, 2], [3, 2]],
  ['ArrowLeft', [1, 2], [1, 1]],
  ['ArrowLeft', [1, 0], [1, 0]],
  ['ArrowRight', [1, 2], [1, 3]],
  ['ArrowRight', [1, 4], [1, 4]],
  ['Home', [1, 2], [1, 0]],
  ['End', [1, 2], [1, 4]],
  ['PageUp', [2, 2], [0, 2]],
  ['PageDown', [1, 2], [3, 2]],
  ['Enter', [1, 2], null],
  ['a', [1, 2], null],
]

it.each(rows)('in a grid of 4 rows and 5 columns %s leads from %j to %j', (key, [row, column], to) => {
  expect(moveInGrid(key, { row, column }, 4, 5)).toEqual(to && { row: to[0], column: to[1] })
})
