import { onUnmounted } from 'vue'
import { actions } from '../run/action.ts'
import { useRun } from '../run/useRun.ts'

/** Keys 1 to 6 for the actions and R for the run, unless somebody is typing or a dialog is open. */
export function useShortcuts() {
  const { press, run } = useRun()

  function byKey({ target, key, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent) {
    const typing = target instanceof Element && target.matches(TYPED_INTO)
    if (typing || ctrlKey || metaKey || altKey || repeat || document.querySelector('dialog[open]')) return
    if (key === 'r' || key === 'R') void run()
    const action = actions[Number(key) - 1]
    if (action) void press(action.name)
  }

  addEventListener('keydown', byKey)
  onUnmounted(() => removeEventListener('keydown', byKey))
}

const TYPED_INTO = 'input:not([type=radio], [type=checkbox]), textarea, select'
