import { computed, type Ref, shallowRef } from 'vue'

/** Whether a media query holds, now and later. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const list = matchMedia(query)
  const holds = shallowRef(list.matches)
  list.addEventListener('change', () => {
    holds.value = list.matches
  })
  return holds
}

/** On paper a page is laid out as on a desk, whatever screen it was on. */
const printing = shallowRef(false)
addEventListener('beforeprint', () => {
  printing.value = true
})
addEventListener('afterprint', () => {
  printing.value = false
})

function atLeast(width: number): Readonly<Ref<boolean>> {
  const holds = useMedia(`(min-width: ${width}px)`)
  return computed(() => printing.value || holds.value)
}

function lessThan(width: number): Readonly<Ref<boolean>> {
  const holds = useMedia(`(max-width: ${width - 1}px)`)
  return computed(() => !printing.value && holds.value)
}

/** Room for the whole ledger: wide lanes, and the rule as a column. */
export const roomy = atLeast(1400)
export const wide = atLeast(1200)
/** Too narrow for lanes: they shrink to a rail with the words beside it. */
export const narrow = lessThan(900)
export const phone = lessThan(720)
