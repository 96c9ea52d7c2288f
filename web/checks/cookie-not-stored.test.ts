import { expect, it } from 'vitest'
import { MODELLED_BROWSERS } from '../browser/browsers.ts'
import { checkCookiesStored } from './cookie-not-stored.ts'

const PAGE = 'https://app.example.com/login'
const CROSS_SITE = 'https://api.example.org/login'
const SAME_SITE = 'https://api.example.com/login'
const HTTP = 'http://api.example.com/login'
const BLOCKING = 'Chromium with third-party cookies blocked, WebKitGTK and Safari'

const rows: { line: string; url?: string; page?: string; told: [text: string, browsers: string][] }[] = [
  { line: 'id=1; SameSite=Lax', url: SAME_SITE, told: [] },
  {
    line: 'id=1; SameSite=Lax',
    told: [
      ['cross-site request', 'Chromium and Firefox'],
      ["is a third party's", BLOCKING],
    ],
  },
  {
    line: 'id=1',
    told: [
      ['cross-site request', 'Chromium'],
      ["is a third party's", BLOCKING],
    ],
  },
  { line: 'id=1; SameSite=None; Secure', told: [["is a third party's", BLOCKING]] },
  {
    line: 'id=1; SameSite=None; Secure; Partitioned',
    told: [["is a third party's", 'WebKitGTK and Safari']],
  },
  {
    line: 'id=1; Secure',
    url: HTTP,
    page: 'http://app.example.com/',
    told: [
      [
        'is Secure, but http://api.example.com is not',
        'Chromium, Chromium with third-party cookies blocked, Firefox, WebKitGTK and Safari',
      ],
    ],
  },
  // How long it is, another check tells.
  { line: `id=${'x'.repeat(5000)}`, url: SAME_SITE, told: [] },
]

it.each(rows)('$line at $url: $told', ({ line, url = CROSS_SITE, page = PAGE, told }) => {
  const headers = [['Set-Cookie', line]] satisfies [string, string][]
  const warnings = checkCookiesStored(headers, { page, url, credentials: 'include' })
  expect(warnings.map(({ message }) => message)).toEqual(
    told.map(([text, browsers]) =>
      expect.stringMatching(new RegExp(`${text}.*So it is not stored in ${browsers}\\.$`)),
    ),
  )
})

it('without credentials no cookie is stored, whichever it is', () => {
  const [warning] = checkCookiesStored({ 'set-cookie': ['id=1'] }, { page: PAGE, url: SAME_SITE })
  expect(warning?.message).toContain('Credentials mode "same-origin" excludes cookies here')
  expect(warning?.fix).toContain('withCredentials: true')
})

it.each(MODELLED_BROWSERS)('only $name is asked, where only its rules count', ({ name, browser }) => {
  const asked = {
    page: PAGE,
    url: CROSS_SITE,
    credentials: 'include' as const,
    browsers: [{ name, browser }],
  }
  const [warning, ...others] = checkCookiesStored({ 'set-cookie': 'id=1; SameSite=Lax' }, asked)
  expect(warning?.message).toMatch(new RegExp(`So it is not stored in ${name}\\.$`))
  expect(others).toEqual([])
})

it('each cookie has its own warnings', () => {
  const headers = { 'set-cookie': ['a=1', 'b=1; Domain=com', 'c=1; Path=/'] }
  const warnings = checkCookiesStored(headers, { page: PAGE, url: SAME_SITE, credentials: 'include' })
  expect(warnings.length).toBeGreaterThan(0)
  expect(warnings.filter(({ message }) => !message.includes('Domain'))).toEqual([])
})

it.each([
  { field: 'page', asked: { page: 'app.example.com', url: SAME_SITE } },
  { field: 'url', asked: { page: PAGE, url: '/login' } },
])('$field is no absolute URL: says so', ({ field, asked }) => {
  const check = () => checkCookiesStored({ 'set-cookie': 'a=1' }, asked)
  expect(check).toThrow(TypeError)
  expect(check).toThrow(`${field} has to be an absolute URL`)
})
