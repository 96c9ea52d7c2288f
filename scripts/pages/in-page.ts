// Each function runs in the page, where it is taken as text: it stands alone.

declare global {
  interface Window {
    /** What moved by itself so far: how much, and what. */
    shifts?: { value: number; moved: string }[]
    /** What had the focus so far. */
    reached?: Set<Element>
  }
}

/** Notes from the page's beginning what moves without anybody's doing. */
export function noteShifts(): void {
  const shifts: { value: number; moved: string }[] = []
  window.shifts = shifts
  interface Shift extends PerformanceEntry {
    value: number
    hadRecentInput: boolean
    sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
  }
  const isShift = (entry: PerformanceEntry): entry is Shift => 'hadRecentInput' in entry
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().filter(isShift)) {
      if (entry.hadRecentInput) continue
      const moved = entry.sources.map(({ node, previousRect, currentRect }) => {
        const name = node instanceof Element ? `${node.localName}.${node.className}` : `${node?.nodeName}`
        return `${name} from ${previousRect.x}, ${previousRect.y} to ${currentRect.x}, ${currentRect.y}`
      })
      shifts.push({ value: entry.value, moved: moved.join(', ') })
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** What moved more than so much, in the unit of the Layout Instability specification. */
export const readShifts = (most: number): string[] =>
  (window.shifts ?? [])
    .filter(({ value }) => value > most)
    .map(({ value, moved }) => `${value.toFixed(4)}: ${moved}`)

/** What is wider than the window, but for what scrolls by itself. */
export function measureOverflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const outside = [...document.body.querySelectorAll('*')].filter((element) => {
    if (element.getBoundingClientRect().right <= clientWidth + 0.5 || !element.checkVisibility()) return false
    for (let above = element.parentElement; above; above = above.parentElement) {
      if (getComputedStyle(above).overflowX !== 'visible') return false
    }
    return true
  })
  const names = outside.map((element) => `${element.localName}.${element.getAttribute('class')}`)
  return scrollWidth > clientWidth ? [`${scrollWidth} wide`, ...names] : names
}

/** What has the focus: whether it had it before, and what is wrong with how it is seen; null at the end of the page. */
export function lookAtFocus(): { again: boolean; wrong: string } | null {
  const element = document.activeElement
  if (!element || element === document.body) return null
  window.reached ??= new Set()
  const again = window.reached.has(element)
  window.reached.add(element)
  const { left = 0, top = 0, width = 0, height = 0 } = element.getClientRects()[0] ?? {}
  const [x, y] = [left + width / 2, top + Math.min(height, innerHeight - top) / 2]
  const above = document.elementFromPoint(x, y)
  const label = element.closest('label')
  const isSeen = above && (element.contains(above) || above.contains(element) || label?.contains(above))
  const ringed = [element, label].some((one) => one && getComputedStyle(one).outlineStyle !== 'none')
  const name = `${element.localName} "${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}"`
  const wrong = [!isSeen && `hidden by ${above?.localName}.${above?.className}`, !ringed && 'no ring'].filter(
    Boolean,
  )
  return { again, wrong: wrong.length > 0 ? `${name}: ${wrong.join(', ')}` : '' }
}

/** What can be used and never had the focus. Of radio buttons the chosen one has it, of a grid's cells the picked one. */
export function neverFocused(): string[] {
  const scope = document.querySelector('dialog[open], [popover]:popover-open') ?? document
  const usable = 'a[href], button, input, select, textarea, summary, [tabindex]'
  return [...scope.querySelectorAll<HTMLElement>(usable)]
    .filter((element) => element.tabIndex >= 0 && !element.matches(':disabled, [type=radio]:not(:checked)'))
    .filter((element) => element.checkVisibility() && !window.reached?.has(element))
    .map((element) => `${element.localName} "${element.textContent.trim().slice(0, 40)}" is never reached`)
}

/** Until what follows from a change has been drawn. */
export const nextFrame = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
