import type { HtmlTagDescriptor, Plugin } from 'vite'

/** The arrow of a run that came as predicted: a channel, and the core in it. */
const ICON =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 22 22'><path d='M.5 7.5H13V4l8 7-8 7v-3.5H.5Z' fill='#dbe5e1' stroke='#14453e' stroke-width='1.5'/><path d='M2.5 11H13' stroke='#14453e' stroke-width='3'/><path d='M13 8v6l4-3Z' fill='#14453e'/></svg>"

const HEAD: HtmlTagDescriptor[] = [
  { tag: 'meta', attrs: { name: 'viewport', content: 'width=device-width, initial-scale=1' } },
  { tag: 'meta', attrs: { name: 'color-scheme', content: 'light dark' } },
  { tag: 'link', attrs: { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` } },
]

/** What stands in the head of every page's HTML file beside its title and description. */
export const pageHead = (): Plugin => ({ name: 'page-head', transformIndexHtml: () => HEAD })
