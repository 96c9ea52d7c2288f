import { describe, expect, it } from 'vitest'
import { addressOf, applyFix, readComparison, type Told, tellStory } from './browsers/story.ts'
import { storiesIn } from './stories.ts'
import { type Knobs, preferences, useChromium, useLabWithPage, useTab } from './test-setup.ts'

const lab = useLabWithPage()

/** A request in short: the script's status beside the server's, with what the preflight came to. */
const short = ({ path, script, server, preflight }: Told) =>
  `${path} ${script}/${server}${preflight ? ' after a preflight' : ''}`

const addressWith = (knobs: Knobs) => {
  const { http, https } = lab.current.origins.pages
  return addressOf((knobs.page === 'https' ? https : http) ?? '', knobs)
}

const nameOf = (knobs: Knobs) =>
  Object.entries(knobs)
    .map(([path, value]) => `${path}=${value}`)
    .join(', ')

describe.each(preferences)('Chromium with third-party cookies: %s,', (thirdPartyCookies) => {
  const running = useChromium(thirdPartyCookies)
  const tab = useTab(running)

  it.each(storiesIn(thirdPartyCookies).map((row) => ({ ...row, name: nameOf(row.knobs) })))(
    '$name: $told, as predicted',
    async ({ knobs, presses, told }) => {
      const seen = await tellStory(tab.current, addressWith(knobs), presses)
      expect.soft(seen.map(short)).toEqual(told)
      const comparison = await readComparison(tab.current)
      expect.soft(comparison.differing).toEqual([])
      expect(comparison.verdicts).toEqual(seen.map(() => 'true'))
      expect(comparison.compared).toBeGreaterThan(0)
      expect(comparison.browser).toMatch(thirdPartyCookies === 'allow' ? /allowed$/ : /blocked$/)
    },
  )

  it('a bearer token that expires is refreshed on the way, and the request repeated', async () => {
    const knobs = {
      credential: 'bearer',
      relation: 'same-origin',
      'token.accessLifetime': '1',
      'wire.latency': '1100',
    }
    // No prediction knows of delays, so none is compared.
    expect((await tellStory(tab.current, addressWith(knobs), ['login', 'me'])).map(short)).toEqual([
      '/login 200/200',
      '/me 401/401',
      '/refresh 200/200',
      '/me 401/401',
    ])
  })

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
      expect(await applyFix(tab.current, addressWith(knobs))).toEqual({ before: 'stop', after: 'pass' })
    },
  )
})
