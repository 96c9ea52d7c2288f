import type { Loot, WireEvent } from '../../../api/lab/interface.ts'
import { getExperiment, getLoot } from '../lab/control.ts'
import { followWire } from '../lab/follow-wire.ts'

/** How long an attack may take to end, and how often is looked, in milliseconds. */
const PATIENCE = 10_000
const PAUSE = 60

/** What the server of an experiment sees, and what attackers send home from it. */
export interface ExperimentWatch {
  /** How many requests have reached the server. */
  received(): Promise<number>
  /** Waits for what an attacker sends home, after so many pieces; null where nothing came. */
  loot(after?: number): Promise<Loot | null>
  /** Waits until the server has answered a request that fulfils a condition. */
  answered(condition: (event: WireEvent) => boolean): Promise<boolean>
  /** The requests with numbers above one and up to another, once their answers are known. */
  between(after: number, upTo: number): Promise<WireEvent[]>
  close(): void
}

export function watchExperiment(id: string): ExperimentWatch {
  const events = new Map<number, WireEvent>()
  const wire = followWire(id, {
    event: (event) => events.set(event.number, event),
    open() {},
    broken() {},
  })
  wire.open()
  return {
    received: async () => (await getExperiment(id)).received,
    async loot(after = 0) {
      let found: Loot | undefined
      await until(async () => {
        found = (await getLoot(id)).loot[after]
        return found !== undefined
      })
      return found ?? null
    },
    answered: (condition) => until(async () => [...events.values()].some(condition)),
    async between(after, upTo) {
      const ours = () => [...events.values()].filter(({ number }) => number > after && number <= upTo)
      await until(async () => ours().length === upTo - after)
      return ours().sort((a, b) => a.number - b.number)
    },
    close: () => wire.close(),
  }
}

async function until(condition: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (await condition()) return true
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  return false
}
