import type { Scenario } from './scenario.ts'

/** A browser as its users meet it. */
export interface NamedBrowser {
  /** As it stands in a sentence. */
  name: string
  browser: Scenario['browser']
}

/** Each browser that has a model, with each setting that many users have. Safari's is made from its documentation alone. */
export const MODELLED_BROWSERS: readonly NamedBrowser[] = [
  { name: 'Chromium', browser: { engine: 'chromium', thirdPartyCookies: 'allow' } },
  {
    name: 'Chromium with third-party cookies blocked',
    browser: { engine: 'chromium', thirdPartyCookies: 'block' },
  },
  { name: 'Firefox', browser: { engine: 'firefox' } },
  { name: 'WebKitGTK', browser: { engine: 'webkitgtk' } },
  { name: 'Safari', browser: { engine: 'safari' } },
]
