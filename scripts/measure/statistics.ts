import type { Spread } from '../../api/lab/bench-report.ts'

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle - 1)] ?? Number.NaN)) / 2
}

/** The least and the greatest value. */
export const spread = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  greatest: Math.max(...values),
})

/** The value that so many hundredths of the values do not exceed. @param ascending at least one value */
export const percentile = (ascending: readonly number[], hundredths: number): number =>
  ascending[Math.ceil((ascending.length * hundredths) / 100) - 1] ?? Number.NaN
