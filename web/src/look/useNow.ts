import { onScopeDispose, type Ref, shallowRef } from 'vue'

/** The time, renewed each second while somebody uses it. */
export function useNow(): Readonly<Ref<number>> {
  const now = shallowRef(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, 1000)
  onScopeDispose(() => clearInterval(timer))
  return now
}
