import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, type RunningBrowser, type ThirdPartyCookies } from './browsers/chromium.ts'
import { addressOf, type Press, readComparison } from './browsers/story.ts'
import { type OpenLab, openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { temporaryFolder } from './test-lab.ts'

const folder = temporaryFolder()
let lab: OpenLab

beforeAll(async () => {
  const free = { page: 0, api: 0 }
  lab = await openLab({ ...free, https: free, data: folder.path }, await builtPage())
})
afterAll(async () => {
  await lab.close()
  folder.remove()
})

type Knobs = Record<string, string | boolean>

const relations = [
  'same-origin',
  'other-port',
  'subdomain',
  'cross-site',
  'https-subdomain',
  'https-cross-site',
]
const credentials = ['session-cookie', 'session-in-cookie', 'jwt-cookie', 'bearer']
const preferences: ThirdPartyCookies[] = ['allow', 'block']

const form = 'application/x-www-form-urlencoded'
const run: Press[] = ['login', 'me']
const stories: { knobs: Knobs; presses: Press[] }[] = [
  ...relations.flatMap((relation) =>
    credentials.map((credential) => ({
      knobs: { relation, credential },
      presses: ['login', 'me', 'logout', 'me'] satisfies Press[],
    })),
  ),
  { knobs: { 'cookie.sameSite': 'Lax' }, presses: run },
  { knobs: { 'cookie.sameSite': 'Strict' }, presses: run },
  { knobs: { 'cookie.sameSite': 'unset' }, presses: run },
  { knobs: { 'cookie.sameSite': 'Lax', relation: 'https-subdomain' }, presses: run },
  { knobs: { 'cookie.sameSite': 'Lax', relation: 'https-subdomain', page: 'https' }, presses: run },
  { knobs: { 'cookie.secure': false }, presses: run },
  { knobs: { 'cookie.partitioned': false }, presses: run },
  { knobs: { 'cookie.partitioned': false, relation: 'subdomain' }, presses: run },
  { knobs: { 'cookie.domain': 'localhost' }, presses: run },
  { knobs: { 'cookie.domain': 'app.localhost' }, presses: run },
  { knobs: { 'cookie.domain': 'app.localhost', relation: 'subdomain' }, presses: run },
  { knobs: { 'cookie.path': '/elsewhere' }, presses: run },
  { knobs: { 'client.withCredentials': false }, presses: run },
  { knobs: { 'client.withCredentials': false, relation: 'same-origin' }, presses: run },
  { knobs: { 'client.library': 'fetch' }, presses: run },
  { knobs: { 'client.library': 'fetch', 'client.credentials': 'same-origin' }, presses: run },
  {
    knobs: { 'client.library': 'fetch', 'client.credentials': 'omit', relation: 'same-origin' },
    presses: run,
  },
  { knobs: { 'cors.policy': 'off' }, presses: run },
  { knobs: { 'cors.policy': 'off', 'client.contentType': form }, presses: run },
  { knobs: { 'cors.policy': 'raw' }, presses: run },
  { knobs: { 'cors.policy': 'raw', 'client.withCredentials': false, credential: 'bearer' }, presses: run },
  { knobs: { 'cors.credentials': false }, presses: ['login'] },
  { knobs: { 'cors.credentials': false, 'client.withCredentials': false }, presses: ['login'] },
  { knobs: { 'cors.policy': 'preflight-redirected' }, presses: ['login'] },
  { knobs: { 'cors.policy': 'trailing-slash' }, presses: ['me'] },
  { knobs: { 'cors.policy': 'errors-without-cors' }, presses: ['me', 'login', 'me'] },
  { knobs: { 'cors.policy': 'authentication-first', credential: 'bearer' }, presses: run },
  { knobs: { 'client.library': 'fetch', 'client.mode': 'no-cors' }, presses: ['me'] },
  { knobs: { 'client.header': 'X-Requested-With: lab' }, presses: ['me'] },
  { knobs: { 'client.header': 'Accept-Language: en' }, presses: ['me'] },
  { knobs: { 'client.method': 'PUT', 'cors.allowMethods': 'GET,POST' }, presses: ['transfer'] },
]

describe.each(preferences)(
  'Chromium with third-party cookies: %s, does as predicted:',
  (thirdPartyCookies) => {
    let running: RunningBrowser

    beforeAll(async () => {
      running = await launchChromium(thirdPartyCookies)
    })
    afterAll(() => running.close())

    it.each(stories.map((story) => ({ ...story, name: nameOf(story.knobs) })))(
      '$name, $presses',
      async ({ knobs, presses }) => {
        const origin = knobs.page === 'https' ? lab.origins.pages.https : lab.origins.pages.http
        const comparison = await readComparison(running.browser, addressOf(origin ?? '', knobs), presses)
        expect(comparison.differing).toEqual([])
        expect(comparison.verdicts).toEqual(comparison.verdicts.map(() => 'true'))
        expect(comparison.compared).toBeGreaterThan(0)
        expect(comparison.browser).toMatch(thirdPartyCookies === 'allow' ? /allowed$/ : /blocked$/)
      },
    )
  },
)

const nameOf = (knobs: Knobs) =>
  Object.entries(knobs)
    .map(([path, value]) => `${path}=${value}`)
    .join(', ')
