import type { Engine } from '../scenario.ts'
import type { Behaviour } from './behaviour.ts'

/** A difference of engines from the standards, with its evidence. */
export interface Deviation {
  engines: readonly Engine[]
  /** The values it lays over the standards' own. */
  sets: Partial<Behaviour>
  /** What the engine does instead, as a sentence. */
  what: string
  /** The engine's own documentation or source, with a fragment or line. */
  source: string
  /** Version it was seen in. */
  seenIn: string
  /** `observed` in a browser that was run; `documented` where none could be. */
  evidence: 'observed' | 'documented'
}

export const DEVIATIONS: readonly Deviation[] = []
