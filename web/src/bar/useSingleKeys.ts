import { onMounted, onUnmounted, shallowRef, watch } from 'vue'

const KEY = 'with-credentials.shortcuts'
/** Whether single keys act: who speaks to the page, or brushes the keys, can turn them off (WCAG 2.2, 2.1.4). */
const wanted = shallowRef(localStorage.getItem(KEY) !== 'off')
watch(wanted, (on) => localStorage.setItem(KEY, on ? 'on' : 'off'))

/** Whether single keys act; remembered. */
export const useSingleKeySwitch = () => wanted

/** Single keys of a page, in capitals, unless somebody is typing, or a dialog is open, or they are turned off. */
export function useSingleKeys(act: (key: string) => void) {
  function byKey({ target, key, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent) {
    const typing = target instanceof Element && target.matches(TYPED_INTO)
    const other = ctrlKey || metaKey || altKey || repeat
    if (!wanted.value || typing || other || document.querySelector(OVERLAY)) return
    act(key.toUpperCase())
  }

  onMounted(() => addEventListener('keydown', byKey))
  onUnmounted(() => removeEventListener('keydown', byKey))
}

const TYPED_INTO = 'input:not([type=radio], [type=checkbox]), textarea, select'
const OVERLAY = 'dialog[open], [popover]:popover-open'
