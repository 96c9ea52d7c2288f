import { computed, shallowRef, watch } from 'vue'
import type { FieldError } from '../../../api/settings/settings.ts'
import { readSide, readSides, type SideName, type Sides, writeSides } from './address.ts'
import type { Preset } from './presets.ts'

const sides = shallowRef<Sides>({ left: {}, right: {} })
const refused = shallowRef<readonly FieldError[]>([])
const fragment = computed(() => writeSides(sides.value))

read()
addEventListener('hashchange', () => {
  if (location.hash.slice(1) !== fragment.value) read()
})
watch(fragment, show)

/** The address says what the sides say. */
function show(text: string) {
  history.replaceState(history.state, '', `#${text}`)
}

function read() {
  const { refused: said, ...found } = readSides(location.hash)
  sides.value = found
  refused.value = said
}

/** Sets a side by a fragment or a link, or says what is wrong with it and leaves the side as it is. */
function write(name: SideName, text: string): FieldError | null {
  const { moved, refused: said } = readSide(text)
  if (said[0]) return said[0]
  sides.value = { ...sides.value, [name]: moved }
  return null
}

function choose({ left, right }: Pick<Preset, 'left' | 'right'>) {
  sides.value = { left: readSide(left).moved, right: readSide(right).moved }
  refused.value = []
}

/** Leaves what was refused out of the address too. */
function dismiss() {
  refused.value = []
  show(fragment.value)
}

function swap() {
  const { left, right } = sides.value
  sides.value = { left: right, right: left }
}

/** The two settings that are compared. The URL's fragment follows. */
export function useSides() {
  return {
    sides,
    fragment,
    /** What the fragment said that is no setting. */
    refused,
    dismiss,
    write,
    choose,
    swap,
  }
}
