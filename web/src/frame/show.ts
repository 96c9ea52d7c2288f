import { type Component, createApp } from 'vue'

/** Milliseconds after which a page is shown as far as it is there. */
const PATIENCE = 10_000

/**
 * Shows a page once its fonts and what it shows first are there, so that nothing moves afterwards.
 * @param first what brings what is shown first; what goes wrong with it, the page tells itself
 */
export async function show(page: Component, first: Promise<unknown>): Promise<void> {
  const fonts = ['Inter Variable', 'JetBrains Mono Variable'].map((name) =>
    document.fonts.load(`1em "${name}"`),
  )
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE))
  await Promise.race([Promise.allSettled([first, ...fonts]), late])
  createApp(page).mount('#app')
}
