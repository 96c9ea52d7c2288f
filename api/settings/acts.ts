import type { Knob } from './knob.ts'
import { valueAt } from './paths.ts'
import type { Settings } from './settings.ts'

/** Whether a knob acts at these settings. */
export const acts = ({ when }: Knob, settings: Settings): boolean =>
  when === undefined || when.is.includes(String(valueAt(settings, when.knob)))
