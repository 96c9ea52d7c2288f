import type { Engine } from '../../browser/scenario.ts'

/** The engine of the browser that shows the page, by the name that it gives itself; the standards where it is unknown. */
export function engineOf(browser: string): Engine {
  for (const [form, engine] of forms) if (form.test(browser)) return engine
  return 'spec'
}

const forms: [form: RegExp, engine: Engine][] = [
  [/^(Chromium|Google Chrome|Microsoft Edge|Opera|Brave|Vivaldi)\b/, 'chromium'],
  [/^Firefox\b/, 'firefox'],
  [/^Safari\b/, 'safari'],
  [/^WebKit\b/, 'webkitgtk'],
]

/** Engines as people name them. */
export const engineNames: Record<Engine, string> = {
  spec: 'the standards',
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkitgtk: 'WebKitGTK',
  safari: 'Safari',
}
