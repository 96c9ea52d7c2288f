import { shallowRef, watchEffect } from 'vue'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const KEY = 'with-credentials.theme'
const isTheme = (text: string | null): text is Theme => themes.some((theme) => theme === text)

const kept = remembered()
const theme = shallowRef<Theme>(isTheme(kept) ? kept : 'system')

watchEffect(() => {
  document.documentElement.dataset.theme = theme.value
  remember(theme.value)
})

/** A page in a sandboxed frame has no storage: there the choice lasts as long as the page. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(choice: Theme): void {
  try {
    localStorage.setItem(KEY, choice)
  } catch {
    // Nothing to remember it with.
  }
}

/** Light, dark, or as the system has it; remembered. */
export function useTheme() {
  return {
    theme,
    next() {
      theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system'
    },
  }
}
