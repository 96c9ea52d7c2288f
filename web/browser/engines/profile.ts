import type { Engine } from '../scenario.ts'
import { type Behaviour, SPEC } from './behaviour.ts'
import type { Deviation } from './deviation.ts'
import { DEVIATIONS } from './deviations.ts'

/** An engine: its behaviour, and for each value that is not the standards' own the deviation that set it. */
export interface Profile {
  engine: Engine
  behaviour: Behaviour
  because: ReadonlyMap<keyof Behaviour, Deviation>
}

const profiles = new Map<Engine, Profile>()

export function profileOf(engine: Engine): Profile {
  const known = profiles.get(engine)
  if (known !== undefined) return known
  const profile = profileWith(
    engine,
    DEVIATIONS.filter(({ engines }) => engines.includes(engine)),
  )
  profiles.set(engine, profile)
  return profile
}

/** The standards with some deviations laid over them, later ones over earlier. */
export function profileWith(engine: Engine, deviations: readonly Deviation[]): Profile {
  const behaviour: Behaviour = { ...SPEC }
  const because = new Map<keyof Behaviour, Deviation>()
  for (const deviation of deviations) {
    Object.assign(behaviour, deviation.sets)
    for (const key of keysOf(deviation.sets)) because.set(key, deviation)
  }
  return { engine, behaviour, because }
}

function keysOf(sets: Partial<Behaviour>): (keyof Behaviour)[] {
  return BEHAVIOUR_KEYS.filter((key) => key in sets)
}
const BEHAVIOUR_KEYS = Object.keys(SPEC).filter((key): key is keyof Behaviour => key in SPEC)
