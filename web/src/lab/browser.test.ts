import { expect, it } from 'vitest'
import { type Brand, browserName } from './browser.ts'

const chromiumBrands: Brand[] = [
  { brand: 'Not=A?Brand', version: '24' },
  { brand: 'Chromium', version: '156' },
]
const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

const rows: [expected: string, userAgent: string, brands: Brand[]][] = [
  ['Chromium 156', 'Mozilla/5.0 Chrome/156.0.0.0 Safari/537.36', chromiumBrands],
  ['Google Chrome 156', 'Chrome/156.0.0.0', [...chromiumBrands, { brand: 'Google Chrome', version: '156' }]],
  ['Chromium 156', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/156.0.0.0 Safari/537.36`, []],
  ['Firefox 153', 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', []],
  [
    'Safari 26.1',
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/26.1 Safari/605.1.15`,
    [],
  ],
  ['WebKit 605.1.15', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Version/26.0 Safari/605.1.15`, []],
  ['unknown', '', []],
]

it.each(rows)('%s: %s', (expected, userAgent, brands) => {
  expect(browserName(userAgent, brands)).toBe(expected)
})
