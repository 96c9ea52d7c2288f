/** A knob with the values that are tried. */
export interface Parameter {
  path: string
  values: readonly unknown[]
}

/** A position of all parameters: for each of them the place of its value. */
type Row = number[]

/** How many rows are tried before the best one is taken. */
const CANDIDATES = 12

/**
 * Few rows in which every triple of values of any three parameters occurs: a covering array of strength 3, built greedily row
 * by row (Cohen, Dalal, Fredman and Patton, "The AETG system", IEEE Transactions on Software Engineering 23, 1997). The same
 * parameters always give the same rows.
 */
export function allTriples(parameters: readonly Parameter[]): Record<string, unknown>[] {
  const counts = parameters.map(({ values }) => values.length)
  const open = openTriples(counts)
  const random = randomNumbers(1)
  const rows: Row[] = []
  for (let seed = open.next(0); seed; seed = open.next(seed.at)) {
    let best: Row = []
    let most = -1
    for (let i = 0; i < CANDIDATES; i += 1) {
      const row = candidate(counts, seed.triple, open, random)
      const closes = open.countIn(row)
      if (closes > most) [best, most] = [row, closes]
    }
    open.close(best)
    rows.push(best)
  }
  return rows.map((row) =>
    Object.fromEntries(parameters.map(({ path, values }, i) => [path, values[row[i] ?? 0]])),
  )
}

/** Parameters a < b < c with a value each. */
type Triple = [a: number, va: number, b: number, vb: number, c: number, vc: number]

function openTriples(counts: readonly number[]) {
  const n = counts.length
  const count = (i: number) => counts[i] ?? 0
  // One byte for each triple of values, at an offset for each triple of parameters.
  const offsets = new Map<number, number>()
  const key = (a: number, b: number, c: number) => (a * n + b) * n + c
  let size = 0
  const places: [number, number, number][] = []
  for (let a = 0; a < n; a += 1) {
    for (let b = a + 1; b < n; b += 1) {
      for (let c = b + 1; c < n; c += 1) {
        offsets.set(key(a, b, c), size)
        for (let i = 0; i < count(a) * count(b) * count(c); i += 1) places.push([a, b, c])
        size += count(a) * count(b) * count(c)
      }
    }
  }
  const isClosed = new Uint8Array(size)
  const at = (a: number, va: number, b: number, vb: number, c: number, vc: number) =>
    (offsets.get(key(a, b, c)) ?? 0) + (va * count(b) + vb) * count(c) + vc

  function isOpen(x: number, vx: number, y: number, vy: number, z: number, vz: number): boolean {
    if (x > y) return isOpen(y, vy, x, vx, z, vz)
    if (y > z) return isOpen(x, vx, z, vz, y, vy)
    return isClosed[at(x, vx, y, vy, z, vz)] === 0
  }

  function* placesIn(row: Row): Generator<number> {
    for (let a = 0; a < n; a += 1)
      for (let b = a + 1; b < n; b += 1)
        for (let c = b + 1; c < n; c += 1) yield at(a, row[a] ?? 0, b, row[b] ?? 0, c, row[c] ?? 0)
  }

  return {
    isOpen,
    /** The next triple that no row has yet. */
    next(from: number): { at: number; triple: Triple } | undefined {
      const found = isClosed.indexOf(0, from)
      const parameters = places[found]
      if (found < 0 || !parameters) return undefined
      const [a, b, c] = parameters
      const rest = found - (offsets.get(key(a, b, c)) ?? 0)
      const vc = rest % count(c)
      const vb = Math.floor(rest / count(c)) % count(b)
      const va = Math.floor(rest / count(c) / count(b))
      return { at: found, triple: [a, va, b, vb, c, vc] }
    },
    countIn(row: Row): number {
      let sum = 0
      for (const place of placesIn(row)) if (isClosed[place] === 0) sum += 1
      return sum
    },
    close(row: Row): void {
      for (const place of placesIn(row)) isClosed[place] = 1
    },
  }
}

/** A row with a given triple: the other parameters, in random order, each take the value that closes most. */
function candidate(
  counts: readonly number[],
  [a, va, b, vb, c, vc]: Triple,
  open: ReturnType<typeof openTriples>,
  random: () => number,
): Row {
  const row: Row = counts.map(() => -1)
  row[a] = va
  row[b] = vb
  row[c] = vc
  const set = [a, b, c]
  const others = counts.map((_, i) => i).filter((i) => !set.includes(i))
  for (let i = others.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    ;[others[i], others[j]] = [others[j] ?? 0, others[i] ?? 0]
  }
  for (const p of others) {
    const first = Math.floor(random() * (counts[p] ?? 1))
    let best = first
    let most = -1
    for (let k = 0; k < (counts[p] ?? 1); k += 1) {
      const value = (first + k) % (counts[p] ?? 1)
      let closes = 0
      for (let i = 0; i < set.length; i += 1)
        for (let j = i + 1; j < set.length; j += 1) {
          const [x = 0, y = 0] = [set[i], set[j]]
          if (open.isOpen(x, row[x] ?? 0, y, row[y] ?? 0, p, value)) closes += 1
        }
      if (closes > most) [best, most] = [value, closes]
    }
    row[p] = best
    set.push(p)
  }
  return row
}

/** Numbers from 0 to 1 that are the same in every run: a linear congruential generator. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
