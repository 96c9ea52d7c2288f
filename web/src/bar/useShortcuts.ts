import { onUnmounted, shallowRef, watch } from 'vue'
import { actions } from '../run/action.ts'
import { useRun } from '../run/useRun.ts'

const KEY = 'with-credentials.shortcuts'
/** Whether single keys act: who speaks to the page, or brushes the keys, can turn them off (WCAG 2.2, 2.1.4). */
const wanted = shallowRef(localStorage.getItem(KEY) !== 'off')
watch(wanted, (on) => localStorage.setItem(KEY, on ? 'on' : 'off'))

/** Whether the shortcuts are on; remembered. */
export const useShortcutSwitch = () => wanted

/** Keys 1 to 6 for the actions and R for the run, unless somebody is typing or a dialog is open. */
export function useShortcuts() {
  const { press, run } = useRun()

  function byKey({ target, key, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent) {
    const typing = target instanceof Element && target.matches(TYPED_INTO)
    const other = ctrlKey || metaKey || altKey || repeat
    if (!wanted.value || typing || other || document.querySelector(OVERLAY)) return
    if (key === 'r' || key === 'R') void run()
    const action = actions[Number(key) - 1]
    if (action) void press(action.name)
  }

  addEventListener('keydown', byKey)
  onUnmounted(() => removeEventListener('keydown', byKey))
}

const TYPED_INTO = 'input:not([type=radio], [type=checkbox]), textarea, select'
const OVERLAY = 'dialog[open], [popover]:popover-open'
