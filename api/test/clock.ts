/** A clock that stands still until it is moved. */
export interface TestClock {
  now: () => number
  /** Moves it on. */
  pass(seconds: number): void
}

export function testClock(): TestClock {
  let time = Date.parse('2026-01-01T00:00:00Z')
  return {
    now: () => time,
    pass(seconds) {
      time += seconds * 1000
    },
  }
}
