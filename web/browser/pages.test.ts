import { expect, test } from 'vitest'
import { openPage } from './predict.ts'
import type { Engine } from './scenario.ts'
import { ALLOWED, CROSS_SITE, PAGE, SAME_SITE } from './testing.ts'

const SIBLING = 'http://evil.app.localhost:5173/'
const STRANGER = 'http://evil.localhost:5173/'
const NONE = 'a=1; SameSite=None; Secure'

/** A page that has been given a cookie. */
async function pageWith(url: string, line: string, engine: Engine = 'chromium') {
  const page = openPage({ browser: { engine }, page: PAGE })
  const headers = [...ALLOWED.headers, ['Set-Cookie', line] satisfies [string, string]]
  await page.fetch({ url, credentials: 'include' }, async () => ({ status: 200, headers }))
  return page
}

const send = { method: 'POST', body: '' }
const post = { ...send, credentials: 'include', mode: 'no-cors' } as const
const form = { ...send, via: 'form' } as const

// What the forged requests of api/hostile come to, and the same at an API that is a third party.
test.each([
  { from: STRANGER, to: SAME_SITE, line: NONE, by: 'form', request: form, sent: ['a'] },
  { from: STRANGER, to: SAME_SITE, line: NONE, by: 'post', request: post, sent: ['a'] },
  { from: STRANGER, to: SAME_SITE, line: 'a=1; SameSite=Lax', by: 'form', request: form, sent: [] },
  { from: SIBLING, to: SAME_SITE, line: 'a=1; SameSite=Strict', by: 'form', request: form, sent: ['a'] },
  { from: STRANGER, to: CROSS_SITE, line: NONE, by: 'form', request: form, sent: ['a'] },
  { from: STRANGER, to: CROSS_SITE, line: `${NONE}; Partitioned`, by: 'form', request: form, sent: [] },
  { from: STRANGER, to: CROSS_SITE, line: `${NONE}; Partitioned`, by: 'post', request: post, sent: [] },
  { from: SIBLING, to: CROSS_SITE, line: `${NONE}; Partitioned`, by: 'form', request: form, sent: [] },
  { from: SIBLING, to: CROSS_SITE, line: `${NONE}; Partitioned`, by: 'post', request: post, sent: ['a'] },
])('$line of $to, in a $by of $from: $sent', async ({ from, to, line, request, sent }) => {
  const other = (await pageWith(to, line)).open(from)
  expect((await other.fetch({ ...request, url: to }, async () => ALLOWED)).cookies).toEqual(sent)
})

test.each([
  { url: SAME_SITE, line: 'a=1', shown: 'a=1' },
  { url: SAME_SITE, line: 'a=1; HttpOnly', shown: '' },
  { url: SAME_SITE, line: 'a=1; Path=/elsewhere', shown: '' },
  { url: 'http://api.app.localhost:4000/', line: 'a=1', shown: '' },
  { url: 'http://api.app.localhost:4000/', line: 'a=1; Domain=app.localhost; Path=/', shown: 'a=1' },
  { url: CROSS_SITE, line: `${NONE}; Path=/`, shown: '' },
])('document.cookie shows of $line from $url: $shown', async ({ url, line, shown }) => {
  expect((await pageWith(url, line.includes('Path') ? line : `${line}; Path=/`)).documentCookie()).toBe(shown)
})

test.each([
  { line: 'a=1', persists: false },
  { line: 'a=1; Max-Age=60', persists: true },
])('$line outlives the session: $persists', async ({ line, persists }) => {
  expect((await pageWith(SAME_SITE, line)).persists('app.localhost', 'a')).toBe(persists)
})
