import { shallowRef, watchEffect } from 'vue'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const KEY = 'with-credentials.theme'
const isTheme = (text: string | null): text is Theme => themes.some((theme) => theme === text)

const kept = localStorage.getItem(KEY)
const theme = shallowRef<Theme>(isTheme(kept) ? kept : 'system')

watchEffect(() => {
  document.documentElement.dataset.theme = theme.value
  localStorage.setItem(KEY, theme.value)
})

/** Light, dark, or as the system has it; remembered. */
export function useTheme() {
  return {
    theme,
    next() {
      theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system'
    },
  }
}
