import { acts } from '../../../api/settings/acts.ts'
import { valueAt } from '../../../api/settings/paths.ts'
import { knobs, type PlacedKnob } from '../../../api/settings/settings.ts'
import { type Moved, settingsOf } from '../settings/moved.ts'
import { groups, valueText } from '../settings/summary.ts'
import { textOf } from '../settings/text.ts'

/** A knob at which two sides stand apart, and where one of them stands. */
export interface KnobPart {
  knob: PlacedKnob
  text: string
}

/** Where a side stands apart from another, knob by knob; knobs that act on neither are left out. */
export function differingKnobs(own: Moved, other: Moved): KnobPart[] {
  const [mine, theirs] = [settingsOf(own), settingsOf(other)]
  return knobs.flatMap((knob) => {
    const [value, its] = [valueAt(mine, knob.path), valueAt(theirs, knob.path)]
    const differs = JSON.stringify(value) !== JSON.stringify(its)
    return differs && (acts(knob, mine) || acts(knob, theirs)) ? [{ knob, text: shown(knob, value) }] : []
  })
}

/** What a side is called beside another: its own value of what differs most. */
export function sideTitle(own: Moved, other: Moved): string {
  const parts = differingKnobs(own, other)
  const first = parts.find(({ knob }) => knob.path === 'credential') ?? parts[0]
  if (!first) return 'The same'
  const { knob, text } = first
  if (knob.path === 'credential' || knob.path === 'relation')
    return text.charAt(0).toUpperCase() + text.slice(1)
  return `${labelOf(knob)}: ${text}`
}

/** A knob's label; the group's own title where the label is a part of that: `CSRF protection`. */
export function labelOf({ group, label }: PlacedKnob): string {
  const title = groups.find(({ name }) => name === group)?.title ?? ''
  return title.toLowerCase().includes(label.toLowerCase()) ? title : label
}

const shown = (knob: PlacedKnob, value: unknown): string => {
  const text = valueText(knob, value)?.label ?? textOf(value)
  return text === '' ? (knob.empty ?? 'none') : knob.unit ? `${text} ${knob.unit}` : text
}
