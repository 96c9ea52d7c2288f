import type { Engine } from '../scenario.ts'
import type { Behaviour } from './behaviour.ts'

/** A difference of engines from the standards, with its evidence. */
export interface Deviation {
  engines: readonly Engine[]
  /** The values it lays over the standards' own. */
  sets: Partial<Behaviour>
  /** What the engine does instead. */
  what: string
  /** The engine's own source or documentation. */
  source: string
  /** The version it was seen in, or that documents it. */
  seenIn: string
  /** `observed` in a browser that was run; `read` in its source where no observation can tell; `documented` where none was run. */
  evidence: 'observed' | 'read' | 'documented'
}
