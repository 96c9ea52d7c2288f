import { watchEffect } from 'vue'
import { useRemembered } from './useRemembered.ts'

const themes = ['system', 'light', 'dark'] as const

const theme = useRemembered('theme', themes)

watchEffect(() => {
  document.documentElement.dataset.theme = theme.value
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
