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

/** Null where nothing was, or where there is no storage, as in a sandboxed frame. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keeps a text over the page's end, where there is storage. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Nothing to remember it with.
  }
}
