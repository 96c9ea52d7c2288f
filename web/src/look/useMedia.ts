import { type Ref, shallowRef } from 'vue'

/** Whether a media query holds, now and later. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const list = matchMedia(query)
  const holds = shallowRef(list.matches)
  list.addEventListener('change', () => {
    holds.value = list.matches
  })
  return holds
}

/** Room for the whole ledger: wide lanes, and the rule as a column. */
export const roomy = useMedia('(min-width: 1400px)')
export const wide = useMedia('(min-width: 1200px)')
/** Too narrow for lanes: they shrink to a rail with the words beside it. */
export const narrow = useMedia('(max-width: 899px)')
export const phone = useMedia('(max-width: 719px)')
