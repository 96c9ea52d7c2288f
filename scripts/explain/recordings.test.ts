import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { explain } from '../../web/explain/explain.ts'
import { openChromiumTools, openFirefoxTools } from '../browsers/developer-tools.ts'
import { experiment, openTestLab } from '../test-lab.ts'
import { hold, useLab } from '../test-setup.ts'

interface Case {
  name: string
  settings: object
  credentials?: RequestCredentials
}

const cases: Case[] = [
  { name: 'all is well', settings: {} },
  { name: 'CORS is off', settings: { cors: { policy: 'off' } } },
  { name: 'any origin is allowed by *', settings: { cors: { policy: 'raw' } } },
  {
    name: 'any origin is allowed by *, and the request has no credentials',
    settings: { cors: { policy: 'raw' } },
    credentials: 'same-origin',
  },
  { name: 'all is well without credentials', settings: {}, credentials: 'omit' },
  { name: 'credentials are not allowed', settings: { cors: { credentials: false } } },
  { name: 'the allowed origin ends in a slash', settings: { cors: { policy: 'trailing-slash' } } },
  { name: 'preflights are redirected', settings: { cors: { policy: 'preflight-redirected' } } },
  { name: 'a header is not allowed', settings: { cors: { allowHeaders: ['authorization'] } } },
  { name: 'the cookie is Lax', settings: { cookie: { sameSite: 'Lax' } } },
  { name: 'the cookie has a Domain of its own', settings: { cookie: { domain: 'localhost' } } },
]

/** Logs in and asks who one is, as a script of the page would; says of each whether it could read the answer. */
const story = (base: string, credentials: RequestCredentials) => `(async () => {
  const ask = (path, more) => fetch(${JSON.stringify(base)} + path, { credentials: '${credentials}', ...more })
    .then((answer) => answer.text())
    .then(() => 'readable', () => 'blocked')
  const body = JSON.stringify({ username: 'ada', password: 'lovelace' })
  const login = await ask('/login', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  return JSON.stringify([login, await ask('/me')])
})()`

const fileSchema = v.object({
  log: v.object({
    entries: v.array(
      v.object({
        request: v.object({
          method: v.string(),
          url: v.string(),
          headers: v.array(v.looseObject({ name: v.string(), value: v.string() })),
        }),
      }),
    ),
  }),
})

/** The requests of a file to the API, without preflights. */
const requestsIn = (har: string) =>
  v
    .parse(fileSchema, JSON.parse(har))
    .log.entries.filter(({ request }) => /\/(login|me)$/.test(request.url) && request.method !== 'OPTIONS')

describe.each([
  { file: 'Chromium saves, with cookies', open: () => openChromiumTools(false), cookies: true },
  { file: 'Chromium saves by itself, without cookies', open: () => openChromiumTools(true), cookies: false },
  { file: 'Firefox saves', open: openFirefoxTools, cookies: true },
])('what $file', ({ open, cookies }) => {
  const lab = useLab(openTestLab)
  const tools = hold(open)

  it.each(cases)(
    'is judged as it was observed where $name',
    async ({ settings, credentials = 'include' }) => {
      const home = lab.current.origins.pages.http
      const { id, bases } = await experiment(home, settings)
      await tools.current.goTo(home)
      const observed: string[] = JSON.parse(
        await tools.current.evaluate(story(bases['cross-site'] ?? '', credentials)),
      )
      const base = bases['cross-site']
      await expect
        .poll(() => tools.current.finished(), { timeout: 10_000 })
        .toEqual(expect.arrayContaining([`POST ${base}/login`, `GET ${base}/me`]))
      const har = await tools.current.har()
      const explanation = explain(har, home)
      if (explanation.kind !== 'recording') throw new Error(explanation.kind)
      const judged = (path: string) => explanation.judged.find(({ url }) => url.endsWith(path))
      expect([judged('/login')?.result, judged('/me')?.result]).toEqual(observed)
      if (!cookies) return
      // That the cookie was stored is seen by its coming back.
      const came = requestsIn(har).some(({ request }) =>
        request.headers.some(({ name, value }) => /^cookie$/i.test(name) && value.includes(`sid-${id}=`)),
      )
      expect((judged('/login')?.stored ?? []).length > 0).toBe(came)
    },
  )
})
