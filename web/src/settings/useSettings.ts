import { computed, readonly, shallowRef, watch } from 'vue'
import type { FieldError } from '../../../api/settings/settings.ts'
import { readFragment, writeFragment } from './fragment.ts'
import { rememberLabFragment } from './labFragment.ts'
import { isDefault, type Moved, refusal, settingsOf } from './moved.ts'

/** Over which scheme the page is shown: a fact, not a choice, so no knob on the page turns it. */
const scheme = location.protocol === 'https:' ? 'https' : 'http'

const moved = shallowRef<Moved>({})
const refused = shallowRef<readonly FieldError[]>([])
const generation = shallowRef(0)

/** The moved knobs with the page's scheme, as a link has them. */
const linked = computed<Moved>(() => (scheme === 'https' ? { ...moved.value, page: scheme } : moved.value))
const settings = computed(() => settingsOf(linked.value))
const fragment = computed(() => writeFragment(linked.value))

read()
addEventListener('hashchange', () => {
  if (location.hash.slice(1) !== fragment.value) read()
})
watch(fragment, rememberLabFragment, { immediate: true })
watch(fragment, show)

/** The address says what the knobs say. */
function show(text: string) {
  history.replaceState(history.state, '', text ? `#${text}` : location.pathname + location.search)
}

/** Leaves what was refused out of the address too. */
function dismiss() {
  refused.value = []
  show(fragment.value)
}

function read() {
  const result = readFragment(location.hash)
  const { page, ...others } = result.moved
  moved.value = others
  refused.value = result.refused
  if (page === 'https' && scheme === 'http') {
    refused.value = [
      ...refused.value,
      { field: 'page', detail: 'The link is about the page over https: go there first.' },
    ]
  }
  generation.value += 1
}

/** Turns a knob, or says what is wrong with the value and leaves the knob where it stands. */
function turn(path: string, value: unknown): string | null {
  const detail = refusal(path, value)
  if (detail) return detail
  const { [path]: _, ...others } = moved.value
  moved.value = isDefault(path, value) ? others : { ...others, [path]: value }
  return null
}

function reset() {
  moved.value = {}
  refused.value = []
  generation.value += 1
}

/** The knobs: where they stand, and how to turn them. The URL's fragment follows. */
export function useSettings() {
  return {
    moved: readonly(moved),
    settings,
    fragment,
    scheme,
    /** What the fragment said that is no setting. */
    refused,
    /** Changes when all knobs are set at once: editors then drop what the knob did not take. */
    generation: readonly(generation),
    dismiss,
    turn,
    reset,
  }
}
