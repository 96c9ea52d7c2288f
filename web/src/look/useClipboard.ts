import { shallowRef } from 'vue'

/** Copies text, and tells for two seconds what came of it. */
export function useClipboard() {
  const copied = shallowRef<'no' | 'yes' | 'refused'>('no')
  return {
    copied,
    async copy(text: string) {
      try {
        await navigator.clipboard.writeText(text)
        copied.value = 'yes'
      } catch {
        copied.value = 'refused'
      }
      setTimeout(() => {
        copied.value = 'no'
      }, 2000)
    },
  }
}
