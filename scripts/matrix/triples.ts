/** A knob with the values that are tried. */
export interface Parameter {
  path: string
  values: readonly unknown[]
}

/** A value of a parameter by its number: all values of all parameters are counted through. */
type Value = number

/** A position of all parameters: for each of them a value. */
type Row = Value[]

/** How many rows are tried before the best one is taken. */
const CANDIDATES = 12

/**
 * Few rows in which every triple of values of any three parameters occurs: a covering array of strength 3, built greedily row
 * by row (Cohen, Dalal, Fredman and Patton, "The AETG system", IEEE Transactions on Software Engineering 23, 1997). The same
 * parameters always give the same rows.
 */
export function allTriples(parameters: readonly Parameter[]): Record<string, unknown>[] {
  const named = parameters.flatMap(({ path, values }) => values.map((value) => ({ path, value })))
  let count = 0
  const numbers = parameters.map(({ values }) => values.map((): Value => count++))
  const open = openTriples(numbers, count)
  const random = randomNumbers(1)
  const rows: Row[] = []
  for (let seed = open.next(); seed; seed = open.next()) {
    let best: Row = []
    let most = -1
    for (let i = 0; i < CANDIDATES; i += 1) {
      const row = candidate(numbers, seed, open, random)
      const closes = open.countIn(row)
      if (closes > most) [best, most] = [row, closes]
    }
    open.close(best)
    rows.push(best)
  }
  return rows.map((row) =>
    Object.fromEntries(
      row.flatMap((number) => {
        const { path, value } = named[number] ?? {}
        return path === undefined ? [] : [[path, value]]
      }),
    ),
  )
}

/** A value each of three parameters, in the parameters' order. */
type Triple = readonly [Value, Value, Value]

/** The triples that no row has yet. @param count how many values there are in all */
function openTriples(numbers: readonly (readonly Value[])[], count: number) {
  const triples = threeOf(numbers).flatMap(([some, others, more]) =>
    some.flatMap((a) => others.flatMap((b) => more.map((c): Triple => [a, b, c]))),
  )
  // One byte for each triple, in whatever order its values are asked for.
  const isOpen = new Uint8Array(count ** 3)
  const at = (a: Value, b: Value, c: Value) => (a * count + b) * count + c
  function set([a, b, c]: Triple, open: 0 | 1) {
    for (const [x, y, z] of [
      [a, b, c],
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ] as const) {
      isOpen[at(x, y, z)] = open
    }
  }
  for (const triple of triples) set(triple, 1)
  let before = 0

  return {
    next(): Triple | undefined {
      before = triples.findIndex(([a, b, c], index) => index >= before && isOpen[at(a, b, c)] === 1)
      return triples[before]
    },
    countIn(row: Row): number {
      let sum = 0
      for (const [i, a] of row.entries())
        for (let j = i + 1; j < row.length; j += 1)
          for (let k = j + 1; k < row.length; k += 1) sum += isOpen[at(a, row[j] ?? 0, row[k] ?? 0)] ?? 0
      return sum
    },
    /** With how many pairs of values each value of one parameter more makes an open triple. */
    countWith(set: readonly Value[], more: readonly Value[]): number[] {
      const sums = more.map(() => 0)
      for (const [i, a] of set.entries())
        for (let j = i + 1; j < set.length; j += 1) {
          const first = at(a, set[j] ?? 0, more[0] ?? 0)
          for (let k = 0; k < sums.length; k += 1) sums[k] = (sums[k] ?? 0) + (isOpen[first + k] ?? 0)
        }
      return sums
    },
    close(row: Row): void {
      for (const triple of threeOf(row)) set(triple, 0)
    },
  }
}

/** Any three of a list, in its order. */
function threeOf<T>(list: readonly T[]): (readonly [T, T, T])[] {
  return list.flatMap((a, i) =>
    list.slice(i + 1).flatMap((b, j) => list.slice(i + j + 2).map((c) => [a, b, c] as const)),
  )
}

/** A row with a given triple: the other parameters, in random order, each take the value that closes most. */
function candidate(
  numbers: readonly (readonly Value[])[],
  triple: Triple,
  open: ReturnType<typeof openTriples>,
  random: () => number,
): Row {
  const set: Value[] = [...triple]
  const others = numbers.filter((values) => !triple.some((value) => values.includes(value)))
  for (let i = others.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    ;[others[i], others[j]] = [others[j] ?? [], others[i] ?? []]
  }
  for (const values of others) {
    const first = Math.floor(random() * values.length)
    const closes = open.countWith(set, values)
    let best = first
    for (let k = 1; k < values.length; k += 1) {
      const place = (first + k) % values.length
      if ((closes[place] ?? 0) > (closes[best] ?? 0)) best = place
    }
    set.push(values[best] ?? 0)
  }
  return set.toSorted((a, b) => a - b)
}

/** Numbers from 0 to 1 that are the same in every run: a linear congruential generator. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
