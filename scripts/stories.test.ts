import { describe, expect, it } from 'vitest'
import { addressOf, type Press, tellStory } from './browsers/story.ts'
import { credentials, type Knobs, preferences, relations, useChromium, useLabWithPage } from './test-setup.ts'

const lab = useLabWithPage()

/** A request in short: the script's status beside the server's, with what the preflight came to. */
const short = ({ path, script, server, preflight }: Awaited<ReturnType<typeof tellStory>>[number]) =>
  `${path} ${script}/${server}${preflight ? ' after a preflight' : ''}`

describe.each(preferences)('Chromium with third-party cookies: %s,', (thirdPartyCookies) => {
  const running = useChromium(thirdPartyCookies)

  async function story(knobs: Knobs, presses: readonly Press[]) {
    const origin = knobs.page === 'https' ? lab.current.origins.pages.https : lab.current.origins.pages.http
    return (await tellStory(running.current.browser, addressOf(origin ?? '', knobs), presses)).map(short)
  }

  const pairs = relations.flatMap((relation) => credentials.map((credential) => ({ relation, credential })))

  it.each(pairs)(
    '$credential, $relation: logs in, is known, logs out, is nobody',
    async ({ relation, credential }) => {
      const sameOrigin = relation === 'same-origin'
      const asked = sameOrigin ? '' : ' after a preflight'
      const byHeader = credential === 'bearer' ? asked : ''
      // With JSON in the body or Authorization in the head, every request across origins is preflighted.
      const told = await story({ relation, credential }, ['login', 'me', 'logout', 'me'])
      expect(told.filter((line) => !line.startsWith('/refresh'))).toEqual([
        `/login 200/200${asked}`,
        `/me 200/200${byHeader}`,
        `/logout 204/204${credential === 'bearer' ? asked : ''}`,
        '/me 401/401',
      ])
    },
  )

  const allowed = thirdPartyCookies === 'allow'
  const known = '/me 200/200'
  const nobody = '/me 401/401'
  const blocked = (path: string, server: string, preflight = false) =>
    `${path} blocked/${server}${preflight ? ' after a preflight' : ''}`

  /** What the second request, after a login whose answer the script could read, comes to. */
  const cookies: { knobs: Knobs; me: string }[] = [
    { knobs: { 'cookie.sameSite': 'Lax' }, me: nobody },
    { knobs: { 'cookie.sameSite': 'Strict' }, me: nobody },
    { knobs: { 'cookie.sameSite': 'unset' }, me: nobody },
    { knobs: { 'cookie.sameSite': 'Lax', relation: 'other-port' }, me: known },
    { knobs: { 'cookie.sameSite': 'Strict', relation: 'subdomain' }, me: known },
    { knobs: { 'cookie.sameSite': 'Lax', relation: 'https-subdomain' }, me: nobody },
    { knobs: { 'cookie.sameSite': 'Lax', relation: 'https-subdomain', page: 'https' }, me: known },
    { knobs: { 'cookie.secure': false }, me: nobody },
    { knobs: { 'cookie.partitioned': false }, me: allowed ? known : nobody },
    { knobs: { 'cookie.partitioned': false, relation: 'subdomain' }, me: known },
    { knobs: { 'cookie.partitioned': true }, me: known },
    { knobs: { 'cookie.domain': 'localhost' }, me: nobody },
    { knobs: { 'cookie.domain': 'app.localhost' }, me: nobody },
    { knobs: { 'cookie.domain': 'app.localhost', relation: 'subdomain' }, me: known },
    { knobs: { 'cookie.path': '/elsewhere' }, me: nobody },
    { knobs: { 'client.withCredentials': false }, me: nobody },
    { knobs: { 'client.withCredentials': false, relation: 'same-origin' }, me: known },
    { knobs: { 'client.library': 'fetch' }, me: known },
    { knobs: { 'client.library': 'fetch', 'client.credentials': 'same-origin' }, me: nobody },
    {
      knobs: { 'client.library': 'fetch', 'client.credentials': 'omit', relation: 'same-origin' },
      me: nobody,
    },
    {
      knobs: { 'client.library': 'fetch', 'client.credentials': 'same-origin', relation: 'same-origin' },
      me: known,
    },
    { knobs: { 'cors.policy': 'forgets-vary' }, me: known },
    { knobs: { 'cors.policy': 'reflects-any-origin' }, me: known },
    { knobs: { 'cors.policy': 'authentication-first' }, me: known },
  ]

  it.each(cookies.map((row) => ({ ...row, name: nameOf(row.knobs) })))(
    '$name: $me',
    async ({ knobs, me }) => {
      const asked = knobs.relation === 'same-origin' ? '' : ' after a preflight'
      expect(await story(knobs, ['login', 'me'])).toEqual([`/login 200/200${asked}`, me])
    },
  )

  const cors: { knobs: Knobs; presses: Press[]; told: string[] }[] = [
    {
      knobs: { 'cors.policy': 'off' },
      presses: ['login', 'me'],
      told: [blocked('/login', 'unseen', true), blocked('/me', '401')],
    },
    {
      knobs: { 'cors.policy': 'off', 'client.contentType': 'application/x-www-form-urlencoded' },
      presses: ['login', 'me'],
      // The answers are kept from the script, but the login was done and the cookie stored.
      told: [blocked('/login', '200'), blocked('/me', '200')],
    },
    {
      knobs: { 'cors.policy': 'off', relation: 'same-origin' },
      presses: ['login', 'me'],
      told: ['/login 200/200', known],
    },
    {
      knobs: { 'cors.policy': 'raw' },
      presses: ['login', 'me'],
      told: [blocked('/login', 'unseen', true), blocked('/me', '401')],
    },
    {
      knobs: { 'cors.policy': 'raw', 'client.withCredentials': false, credential: 'bearer' },
      presses: ['login', 'me'],
      told: ['/login 200/200 after a preflight', '/me 200/200 after a preflight'],
    },
    { knobs: { 'cors.credentials': false }, presses: ['login'], told: [blocked('/login', 'unseen', true)] },
    {
      knobs: { 'cors.credentials': false, 'client.withCredentials': false },
      presses: ['login'],
      told: ['/login 200/200 after a preflight'],
    },
    {
      knobs: { 'cors.policy': 'preflight-redirected' },
      presses: ['login'],
      told: [blocked('/login', 'unseen', true)],
    },
    { knobs: { 'cors.policy': 'trailing-slash' }, presses: ['me'], told: [blocked('/me', '401')] },
    {
      knobs: { 'cors.policy': 'errors-without-cors' },
      presses: ['me', 'login', 'me'],
      told: [blocked('/me', '401'), '/login 200/200 after a preflight', known],
    },
    {
      knobs: { 'cors.policy': 'authentication-first', credential: 'bearer' },
      presses: ['login', 'me'],
      told: ['/login 200/200 after a preflight', blocked('/me', 'unseen', true)],
    },
    {
      knobs: { 'client.library': 'fetch', 'client.mode': 'no-cors' },
      presses: ['me'],
      told: ['/me opaque/401'],
    },
    {
      knobs: { 'client.header': 'X-Requested-With: lab' },
      presses: ['me'],
      told: ['/me 401/401 after a preflight'],
    },
    { knobs: { 'client.header': 'Accept-Language: en' }, presses: ['me'], told: ['/me 401/401'] },
    {
      // The preflight goes to the first server, the login to the second, and so on.
      knobs: { 'wire.servers': 'own-stores' },
      presses: ['login', 'me', 'me'],
      told: ['/login 200/200 after a preflight', nobody, known],
    },
    {
      // The cache kept an answer for another page, and hands it out: nothing says that it was not for everyone.
      knobs: { 'wire.sharedCache': '60', 'cors.policy': 'forgets-vary', 'cors.origin': 'unset' },
      presses: ['me'],
      told: [blocked('/me', '401')],
    },
    {
      knobs: { 'wire.sharedCache': '60', 'cors.origin': 'unset' },
      presses: ['me'],
      told: [nobody],
    },
    {
      knobs: { 'wire.servers': 'shared-store' },
      presses: ['login', 'me', 'me'],
      told: ['/login 200/200 after a preflight', known, known],
    },
    {
      knobs: { 'client.method': 'PUT', 'cors.allowMethods': 'GET,POST' },
      presses: ['transfer'],
      told: [blocked('/transfers', 'unseen', true)],
    },
  ]

  it.each(cors.map((row) => ({ ...row, name: nameOf(row.knobs) })))(
    '$name: $told',
    async ({ knobs, presses, told }) => {
      expect(await story(knobs, presses)).toEqual(told)
    },
  )

  const protections = ['origin', 'fetch-metadata', 'double-submit']
  const protectedStories: Knobs[] = protections.flatMap((protection) => [
    { 'csrf.protection': protection },
    { 'csrf.protection': protection, relation: 'same-origin' },
    { 'csrf.protection': protection, relation: 'subdomain', 'cookie.domain': 'app.localhost' },
    { 'csrf.protection': protection, credential: 'session-in-cookie' },
    { 'csrf.protection': protection, credential: 'jwt-cookie' },
    { 'csrf.protection': protection, 'client.library': 'fetch' },
    { 'csrf.protection': protection, 'client.contentType': 'application/x-www-form-urlencoded' },
  ])

  it.each(protectedStories.map((knobs) => ({ knobs, name: nameOf(knobs) })))(
    '$name: the page itself may change state',
    async ({ knobs }) => {
      const told = await story(knobs, ['login', 'transfer', 'logout'])
      expect(told.map((line) => line.replace(' after a preflight', ''))).toEqual(
        knobs['csrf.protection'] === 'double-submit'
          ? ['/login 200/200', '/csrf 200/200', '/transfers 201/201', '/csrf 200/200', '/logout 204/204']
          : ['/login 200/200', '/transfers 201/201', '/logout 204/204'],
      )
    },
  )

  it('a bearer token that expires is refreshed on the way, and the request repeated', async () => {
    const knobs = {
      credential: 'bearer',
      relation: 'same-origin',
      'token.accessLifetime': '1',
      'wire.latency': '1100',
    }
    expect(await story(knobs, ['login', 'me'])).toEqual([
      '/login 200/200',
      '/me 401/401',
      '/refresh 200/200',
      '/me 401/401',
    ])
  })
})

const nameOf = (knobs: Knobs) =>
  Object.entries(knobs)
    .map(([path, value]) => `${path}=${value}`)
    .join(', ')
