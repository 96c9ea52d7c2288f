import { nest, valueAt } from '../../../api/settings/paths.ts'
import {
  defaults,
  knobs,
  type PlacedKnob,
  parseSettings,
  type Settings,
} from '../../../api/settings/settings.ts'

/** The knobs that stand elsewhere than at their default: path → value. */
export type Moved = Readonly<Record<string, unknown>>

const byPath = new Map(knobs.map((knob) => [knob.path, knob]))

export const knobAt = (path: string): PlacedKnob | undefined => byPath.get(path)

export const isDefault = (path: string, value: unknown) =>
  JSON.stringify(value) === JSON.stringify(valueAt(defaults, path))

/** What is wrong with a value for a knob, in the schema's own words; null where nothing is. */
export function refusal(path: string, value: unknown): string | null {
  const result = parseSettings(nest({ [path]: value }))
  return 'errors' in result ? (result.errors[0]?.detail ?? 'This value is not taken.') : null
}

/** The complete settings: moved knobs over the defaults. */
export function settingsOf(moved: Moved): Settings {
  const result = parseSettings(nest(moved))
  return 'settings' in result ? result.settings : defaults
}

/** The settings with some knobs turned; null where a value is not taken. */
export function turned(settings: Settings, moves: Moved): Settings | null {
  const apart: Record<string, unknown> = { ...settings }
  for (const [group, value] of Object.entries(nest(moves))) {
    const whole = valueAt(settings, group)
    apart[group] = typeof whole === 'object' && typeof value === 'object' ? { ...whole, ...value } : value
  }
  const result = parseSettings(apart)
  return 'settings' in result ? result.settings : null
}
