import { onBeforeUnmount, onMounted, type Ref, shallowRef } from 'vue'

/** How large an element is, in points, now and later; 0 before it is there. */
export function useSize(element: Readonly<Ref<HTMLElement | null>>) {
  const width = shallowRef(0)
  const height = shallowRef(0)
  const measure = () => {
    width.value = element.value?.clientWidth ?? 0
    height.value = element.value?.offsetHeight ?? 0
  }
  const observer = new ResizeObserver(measure)
  onMounted(() => {
    measure()
    if (element.value) observer.observe(element.value)
  })
  onBeforeUnmount(() => observer.disconnect())
  return { width, height }
}
