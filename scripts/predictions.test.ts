import { describe, expect, it } from 'vitest'
import { addressOf, applyFix, type Press, readComparison } from './browsers/story.ts'
import { credentials, type Knobs, preferences, relations, useChromium, useLabWithPage } from './test-setup.ts'

const lab = useLabWithPage()

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
  { knobs: { 'wire.servers': 'own-stores' }, presses: ['login', 'me', 'me'] },
  {
    knobs: { 'wire.servers': 'own-stores', credential: 'bearer' },
    presses: ['login', 'me', 'refresh', 'me'],
  },
  { knobs: { 'wire.servers': 'shared-store' }, presses: ['login', 'me', 'me'] },
  {
    knobs: { 'wire.sharedCache': '60', 'cors.policy': 'forgets-vary', 'cors.origin': 'unset' },
    presses: ['login', 'me'],
  },
  { knobs: { 'client.method': 'PUT', 'cors.allowMethods': 'GET,POST' }, presses: ['transfer'] },
  { knobs: { 'csrf.protection': 'origin' }, presses: [...run, 'transfer'] },
  { knobs: { 'csrf.protection': 'fetch-metadata' }, presses: [...run, 'transfer'] },
  { knobs: { 'csrf.protection': 'double-submit' }, presses: ['transfer', ...run, 'transfer', 'logout'] },
  { knobs: { 'csrf.protection': 'double-submit', relation: 'same-origin' }, presses: [...run, 'transfer'] },
  {
    knobs: { 'csrf.protection': 'double-submit', relation: 'subdomain', 'cookie.domain': 'app.localhost' },
    presses: [...run, 'transfer'],
  },
  {
    knobs: { 'csrf.protection': 'double-submit', credential: 'jwt-cookie', 'client.library': 'fetch' },
    presses: [...run, 'transfer', 'refresh', 'transfer'],
  },
  {
    knobs: { 'csrf.protection': 'double-submit', 'cors.policy': 'off', relation: 'subdomain' },
    presses: [...run, 'transfer'],
  },
  { knobs: { credential: 'jwt-cookie', 'token.revocationList': true }, presses: [...run, 'logout', 'me'] },
  { knobs: { credential: 'bearer', 'token.revocationList': true }, presses: [...run, 'logout', 'me'] },
]

describe.each(preferences)(
  'Chromium with third-party cookies: %s, does as predicted:',
  (thirdPartyCookies) => {
    const running = useChromium(thirdPartyCookies)

    it.each(stories.map((story) => ({ ...story, name: nameOf(story.knobs) })))(
      '$name, $presses',
      async ({ knobs, presses }) => {
        const origin =
          knobs.page === 'https' ? lab.current.origins.pages.https : lab.current.origins.pages.http
        const comparison = await readComparison(
          running.current.browser,
          addressOf(origin ?? '', knobs),
          presses,
        )
        expect(comparison.differing).toEqual([])
        expect(comparison.verdicts).toEqual(comparison.verdicts.map(() => 'true'))
        expect(comparison.compared).toBeGreaterThan(0)
        expect(comparison.browser).toMatch(thirdPartyCookies === 'allow' ? /allowed$/ : /blocked$/)
      },
    )

    const failing: Knobs[] = [
      { 'cookie.sameSite': 'Lax' },
      { 'cookie.secure': false },
      { 'cookie.domain': 'localhost' },
      { 'cookie.path': '/elsewhere' },
      { 'client.withCredentials': false },
      { 'cors.policy': 'off' },
      { 'cors.credentials': false },
      { 'cors.policy': 'authentication-first', credential: 'bearer' },
      { 'wire.servers': 'own-stores' },
    ]
    it.each(failing.map((knobs) => ({ knobs, name: nameOf(knobs) })))(
      'what is offered helps: $name',
      async ({ knobs }) => {
        const address = addressOf(lab.current.origins.pages.http, knobs)
        expect(await applyFix(running.current.browser, address)).toEqual({ before: 'stop', after: 'pass' })
      },
    )
  },
)

const nameOf = (knobs: Knobs) =>
  Object.entries(knobs)
    .map(([path, value]) => `${path}=${value}`)
    .join(', ')
