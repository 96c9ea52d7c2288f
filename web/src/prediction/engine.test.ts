import { describe, expect, it } from 'vitest'
import type { Engine } from '../../browser/scenario.ts'
import { engineOf } from './engine.ts'
import { ruleName, sourceName } from './ruleNames.ts'

const engines: [browser: string, engine: Engine][] = [
  ['Chromium 156', 'chromium'],
  ['Google Chrome 156', 'chromium'],
  ['Firefox 153', 'firefox'],
  ['Safari 26.1', 'safari'],
  ['WebKit 605.1.15', 'webkitgtk'],
  ['unknown', 'spec'],
]
it.each(engines)('%s is predicted as %s', (browser, engine) => {
  expect(engineOf(browser)).toBe(engine)
})

describe('a rule and where it stands, in short', () => {
  const rows: [rule: string, source: string, name: string, short: string][] = [
    [
      'fetch/cors-check',
      'https://fetch.spec.whatwg.org/#concept-cors-check',
      'CORS check',
      'Fetch, CORS check',
    ],
    [
      'fetch/credentials',
      'https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch',
      'Credentials mode',
      'Fetch, HTTP network',
    ],
    [
      'cookies/same-site-set',
      'https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-22.html#section-5.7',
      'SameSite, storing',
      'RFC 6265bis, 5.7',
    ],
    ['cookies/partitioned', 'https://bugs.webkit.org/show_bug.cgi?id=1', 'Partitioned', 'bugs.webkit.org'],
  ]
  it.each(rows)('%s at %s', (rule, source, name, short) => {
    const step = { rule, source, pass: true, text: '' }
    expect([ruleName(step), sourceName(step)]).toEqual([name, short])
  })
})
