import { h, render } from 'vue'
import ExportedPicture from './ExportedPicture.vue'
import type { Layout } from './layout.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** What a style sheet says of a drawing, and the file has to say by itself. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-decoration-line',
]

/** Hands the picture to the person as a file that needs nothing else. */
export function saveSvg(layout: Layout, note: string): void {
  const url = URL.createObjectURL(new Blob([standAlone(layout, note)], { type: 'image/svg+xml' }))
  Object.assign(document.createElement('a'), { href: url, download: 'with-credentials.svg' }).click()
  setTimeout(() => URL.revokeObjectURL(url))
}

/**
 * The picture as the text of an SVG file, in the colours of the theme in which it is saved and on a ground of its own: so it
 * reads the same wherever it is shown.
 */
function standAlone(layout: Layout, note: string): string {
  const host = document.createElement('div')
  host.className = 'unseen'
  document.body.append(host)
  render(h(ExportedPicture, { layout, note }), host)
  const drawn = host.querySelector('svg')
  const text = drawn ? new XMLSerializer().serializeToString(resolved(drawn)) : ''
  render(null, host)
  host.remove()
  return text
}

/** A copy with each style as an attribute, and without what only a page can use. */
function resolved(drawn: Element): Element {
  const copy = document.createElementNS(SVG, drawn.tagName)
  for (const { name, value } of drawn.attributes) {
    if (!/^(class|style|role|data-|aria-)/.test(name)) copy.setAttribute(name, value)
  }
  const style = getComputedStyle(drawn)
  for (const name of PROPERTIES) {
    const value = style.getPropertyValue(name)
    const inherited = drawn.parentElement ? getComputedStyle(drawn.parentElement).getPropertyValue(name) : ''
    if (value !== inherited || drawn.tagName === 'svg')
      copy.setAttribute(name.replace(/^(text-decoration)-line$/, '$1'), value)
  }
  for (const child of drawn.childNodes) {
    if (child instanceof Element) copy.append(resolved(child))
    else if (child instanceof Text) copy.append(child.data.trim())
  }
  return copy
}
