/** Takes a value to a place on an axis, in points. */
export type Scale = (value: number) => number

/** An axis of equal steps. */
export const linear =
  (least: number, greatest: number, from: number, to: number): Scale =>
  (value) =>
    from + ((value - least) / (greatest - least)) * (to - from)

/** An axis of equal factors; what is below its least value lies at its foot. */
export function logarithmic(least: number, greatest: number, from: number, to: number): Scale {
  const scale = linear(Math.log10(least), Math.log10(greatest), from, to)
  return (value) => scale(Math.log10(Math.max(least, value)))
}

/** The powers of ten from the last one not above the least value to the first one not below the greatest. */
export function powersOfTen(least: number, greatest: number): number[] {
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(greatest))]
  return Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step))
}

/** Round numbers from 0 to the first that is not below the greatest value: two to five steps. */
export function roundSteps(greatest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(greatest))
  const step = [0.2, 0.5, 1, 2].map((part) => part * power).find((one) => greatest / one <= 5) ?? power
  const count = Math.ceil(greatest / step)
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}
