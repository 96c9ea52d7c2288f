import { type RowId, rowIds, rowOf, type Value, type Values } from './rows.ts'
import { NO_LOGIN } from './words.ts'

/** All that is known of a side. */
export interface SideValues {
  /** Before anything ran; empty while it is not known. */
  predicted: Values
  /** In this browser; empty where nothing has run. */
  observed: Values
  /** Why a row was not, or cannot be, tried here. */
  untried: Partial<Record<RowId, string>>
}

/** One side of a row. */
export interface Cell {
  predicted: Value | null
  observed: Value | null
  /** Why no run can tell it; empty where one can. */
  untried: string
  /** Null where there is nothing to hold against each other. */
  agrees: boolean | null
}

export interface ComparedRow {
  id: RowId
  left: Cell
  right: Cell
  /** Whether the two sides come to the same, as far as it is known. */
  alike: boolean
}

export const compareSides = (left: SideValues, right: SideValues): ComparedRow[] =>
  rowIds.map((id) => {
    const cells = { left: cellOf(left, id), right: cellOf(right, id) }
    return { id, ...cells, alike: known(cells.left) === known(cells.right) }
  })

/** What is known of one side in a row. */
export function cellOf({ predicted, observed, untried }: SideValues, id: RowId): Cell {
  const [foreseen, seen] = [predicted[id] ?? null, observed[id] ?? null]
  const agrees = foreseen === null || seen === null ? null : foreseen === seen
  return { predicted: foreseen, observed: seen, untried: untried[id] ?? '', agrees }
}

/** What a side comes to: what was seen goes before what was foretold. */
export const known = ({ predicted, observed }: Cell): Value | null => observed ?? predicted

/** Which side somebody would choose for a row alone; null where neither. */
export function betterSide({ id, left, right }: ComparedRow): 'left' | 'right' | null {
  const [a, b] = [known(left), known(right)]
  if (a === null || b === null || a === b) return null
  if (typeof a === 'number' && typeof b === 'number') return a < b ? 'left' : 'right'
  const { good } = rowOf(id)
  return a === good ? 'left' : b === good ? 'right' : null
}

/** Whether somebody is logged in on a side; null while that is not known. */
export function works(compared: readonly ComparedRow[], side: 'left' | 'right'): boolean | null {
  const row = compared.find(({ id }) => id === 'restart')
  const value = row ? known(row[side]) : null
  return value === null ? null : value !== NO_LOGIN
}

/** What a side gives that the other does not, row by row, in words. Where nobody is logged in, that is nothing. */
export function gainsOf(compared: readonly ComparedRow[], side: 'left' | 'right'): string[] {
  if (!works(compared, side)) return []
  if (works(compared, side === 'left' ? 'right' : 'left') === false) return ['a login that works']
  return compared.flatMap((row) => {
    const { gain } = rowOf(row.id)
    if (!gain || betterSide(row) !== side) return []
    return [gain(Math.abs(Number(known(row.left)) - Number(known(row.right))))]
  })
}
