import type { FieldError } from '../../../api/settings/settings.ts'
import { readFragment, writeFragment } from '../settings/fragment.ts'
import type { Moved } from '../settings/moved.ts'
import { presets } from './presets.ts'

/** Two settings, by their moved knobs. */
export interface Sides {
  left: Moved
  right: Moved
}

export type SideName = keyof Sides

/** Both sides as a URL fragment without its `#`: the lab's own fragments, apart by a semicolon, which is escaped in them. */
export const writeSides = ({ left, right }: Sides): string => `${writeFragment(left)};${writeFragment(right)}`

/** What a URL fragment says of both sides, and what could not be taken from it. Without any, the first pair. */
export function readSides(fragment: string): Sides & { refused: FieldError[] } {
  const text = fragment.replace(/^#/, '')
  const [first] = presets
  const [left = '', right = ''] = text === '' && first ? [first.left, first.right] : text.split(';')
  const [one, two] = [readSide(left), readSide(right)]
  return { left: one.moved, right: two.moved, refused: [...one.refused, ...two.refused] }
}

/** One side, from a fragment or from a link that has one. The page's scheme is a fact, no choice: it is left out. */
export function readSide(text: string): { moved: Moved; refused: FieldError[] } {
  const { moved, refused } = readFragment(text.trim().replace(/^https?:[^#]*#?/, ''))
  const { page: _, ...others } = moved
  return { moved: others, refused }
}
