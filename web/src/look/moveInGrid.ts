/** A cell's place, each counted from 0. */
export interface Spot {
  row: number
  column: number
}

/** Where a key leads from a cell of a grid with so many rows and columns, held inside; null for any other key. */
export function moveInGrid(key: string, { row, column }: Spot, rows: number, columns: number): Spot | null {
  const held = (row: number, column: number): Spot => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  })
  switch (key) {
    case 'ArrowUp':
      return held(row - 1, column)
    case 'ArrowDown':
      return held(row + 1, column)
    case 'ArrowLeft':
      return held(row, column - 1)
    case 'ArrowRight':
      return held(row, column + 1)
    case 'Home':
      return held(row, 0)
    case 'End':
      return held(row, columns - 1)
    case 'PageUp':
      return held(0, column)
    case 'PageDown':
      return held(rows - 1, column)
    default:
      return null
  }
}
