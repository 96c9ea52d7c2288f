import { computed, shallowRef, type WritableComputedRef } from 'vue'

/** A choice among values that outlasts the page, under a name of its own. The first value stands until one is chosen. */
export function useRemembered<T extends string>(
  name: string,
  values: readonly [T, ...T[]],
): WritableComputedRef<T> {
  const key = `with-credentials.${name}`
  const kept = shallowRef(remembered(key))
  return computed({
    get: () => values.find((value) => value === kept.value) ?? values[0],
    set(value) {
      kept.value = value
      remember(key, value)
    },
  })
}

/** A page in a sandboxed frame has no storage: there the choice lasts as long as the page. */
function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Nothing to remember it with.
  }
}
