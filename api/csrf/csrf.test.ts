import { describe, expect, it } from 'vitest'
import { adminLogin, apiWith, clientOf, ID, login, PAGE, type TestClient } from '../test/api.ts'

const EVIL = 'http://evil.localhost:5173'
const SIBLING = 'http://evil.app.localhost:5173'
const ambient = ['session-cookie', 'session-in-cookie', 'jwt-cookie'] as const

const transfer = (client: TestClient, headers: Record<string, string> = {}) =>
  client.request({ method: 'POST', path: '/transfers', headers, body: { to: 'grace', amount: 10 } })

async function loggedIn(credential: string, protection: string, cookie: object = {}) {
  const client = clientOf(apiWith({ credential, csrf: { protection }, cookie }))
  await client.request(login)
  return client
}

/** Which headers a request brings, what came of it, and in a refusal the check's name. */
const rows: { protection: string; headers: Record<string, string>; refused?: RegExp }[] = [
  { protection: 'none', headers: { origin: EVIL } },
  { protection: 'samesite', headers: { origin: EVIL } },

  { protection: 'origin', headers: { origin: PAGE } },
  { protection: 'origin', headers: { origin: PAGE, referer: `${EVIL}/` } },
  { protection: 'origin', headers: { referer: `${PAGE}/path` } },
  { protection: 'origin', headers: { origin: EVIL }, refused: /Origin check.*Origin/ },
  { protection: 'origin', headers: { origin: SIBLING }, refused: /Origin check/ },
  { protection: 'origin', headers: { origin: PAGE.replace('http', 'https') }, refused: /Origin check/ },
  { protection: 'origin', headers: { origin: PAGE.replace('5173', '5174') }, refused: /Origin check/ },
  { protection: 'origin', headers: { origin: `${PAGE}.evil.example` }, refused: /Origin check/ },
  { protection: 'origin', headers: { origin: 'null' }, refused: /Origin check/ },
  { protection: 'origin', headers: { origin: EVIL, referer: `${PAGE}/` }, refused: /Origin check.*Origin/ },
  { protection: 'origin', headers: { referer: `${EVIL}/${PAGE}` }, refused: /Origin check.*Referer/ },
  { protection: 'origin', headers: { referer: 'no URL' }, refused: /Origin check.*Referer/ },
  { protection: 'origin', headers: {}, refused: /neither Origin nor Referer/ },

  { protection: 'fetch-metadata', headers: { 'sec-fetch-site': 'same-origin' } },
  { protection: 'fetch-metadata', headers: { 'sec-fetch-site': 'none' } },
  { protection: 'fetch-metadata', headers: { 'sec-fetch-site': 'same-site', origin: PAGE } },
  { protection: 'fetch-metadata', headers: { 'sec-fetch-site': 'cross-site', origin: PAGE } },
  { protection: 'fetch-metadata', headers: { origin: PAGE } },
  { protection: 'fetch-metadata', headers: { referer: `${PAGE}/` } },
  {
    protection: 'fetch-metadata',
    headers: { 'sec-fetch-site': 'cross-site', origin: EVIL },
    refused: /Sec-Fetch-Site check.*cross-site/,
  },
  {
    protection: 'fetch-metadata',
    headers: { 'sec-fetch-site': 'same-site', origin: SIBLING },
    refused: /Sec-Fetch-Site check.*same-site/,
  },
  {
    protection: 'fetch-metadata',
    headers: { 'sec-fetch-site': 'cross-site', origin: 'null' },
    refused: /Sec-Fetch-Site check/,
  },
  {
    protection: 'fetch-metadata',
    headers: { 'sec-fetch-site': 'cross-site' },
    refused: /Sec-Fetch-Site check/,
  },
  {
    protection: 'fetch-metadata',
    headers: { 'sec-fetch-site': 'SAME-ORIGIN', origin: EVIL },
    refused: /Sec-Fetch-Site check/,
  },
  { protection: 'fetch-metadata', headers: { origin: EVIL }, refused: /Origin check/ },
  { protection: 'fetch-metadata', headers: {}, refused: /neither Origin nor Referer/ },

  { protection: 'double-submit', headers: { origin: PAGE }, refused: /CSRF token check.*missing/ },
  {
    protection: 'double-submit',
    headers: { 'x-xsrf-token': 'guessed.token' },
    refused: /CSRF token check.*this login/,
  },
  { protection: 'double-submit', headers: { 'x-xsrf-token': '.' }, refused: /CSRF token check/ },
]

const named = rows.map((row) => ({
  ...row,
  outcome: row.refused ? 403 : 201,
  shown: JSON.stringify(row.headers),
}))

describe.each(ambient)('%s', (credential) => {
  it.each(named)(
    '$protection: $outcome to a transfer with $shown',
    async ({ protection, headers, outcome, refused }) => {
      const client = await loggedIn(credential, protection)
      const answer = await transfer(client, headers)
      expect(answer.status).toBe(outcome)
      if (refused) expect(answer.body).toMatchObject({ status: 403, detail: expect.stringMatching(refused) })
      expect(await client.request({ path: '/me' })).toMatchObject({
        status: 200,
        body: { balance: refused ? 1000 : 990 },
      })
    },
  )

  it.each(['origin', 'fetch-metadata', 'double-submit'])(
    '%s: logging out is a change of state too',
    async (protection) => {
      const client = await loggedIn(credential, protection)
      const headers = { origin: EVIL, 'sec-fetch-site': 'cross-site' }
      expect(await client.request({ method: 'POST', path: '/logout', headers })).toMatchObject({
        status: 403,
      })
      expect(await client.request({ path: '/me' })).toMatchObject({ status: 200 })
    },
  )

  it.each(['origin', 'fetch-metadata'])('%s: nobody is logged in from another page', async (protection) => {
    const client = clientOf(apiWith({ credential, csrf: { protection } }))
    expect(await client.request({ ...login, headers: { origin: EVIL } })).toMatchObject({ status: 403 })
    expect(client.cookies.size).toBe(0)
  })

  it.each(['origin', 'fetch-metadata', 'double-submit'])(
    '%s: a request without a cookie is answered 401, not 403',
    async (protection) => {
      const client = clientOf(apiWith({ credential, csrf: { protection } }))
      expect(await transfer(client)).toMatchObject({ status: 401 })
    },
  )

  describe('double-submit', () => {
    const tokenOf = async (client: TestClient) =>
      String((await client.request({ path: '/csrf' })).body.csrfToken)

    it('takes the token of GET /csrf, again and again, and after another login no more', async () => {
      const client = await loggedIn(credential, 'double-submit')
      const headers = { 'x-xsrf-token': await tokenOf(client) }
      expect(await transfer(client, headers)).toMatchObject({ status: 201 })
      expect(await transfer(client, headers)).toMatchObject({ status: 201 })
      await client.request(adminLogin)
      const again = { method: 'POST', path: '/transfers', headers, body: { to: 'ada', amount: 1 } } as const
      expect(await client.request(again)).toMatchObject({ status: 403 })
      const fresh = { 'x-xsrf-token': await tokenOf(client) }
      expect(await client.request({ ...again, headers: fresh })).toMatchObject({ status: 201 })
    })

    it('gives the same token in the body and in a cookie that script can read, with the cookie’s other attributes', async () => {
      const client = await loggedIn(credential, 'double-submit', { sameSite: 'Strict', partitioned: false })
      const answer = await client.request({ path: '/csrf' })
      expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
      expect([answer.headers['set-cookie']].flat().at(-1)).toBe(
        `XSRF-TOKEN-${ID}=${answer.body.csrfToken}; path=/; samesite=strict; secure`,
      )
    })

    it('takes no token of somebody else’s login', async () => {
      const api = apiWith({ credential, csrf: { protection: 'double-submit' } })
      const [ada, grace] = [clientOf(api), clientOf(api)]
      await ada.request(login)
      await grace.request(adminLogin)
      expect(await transfer(ada, { 'x-xsrf-token': await tokenOf(grace) })).toMatchObject({ status: 403 })
    })

    it('takes no token of which one character was changed', async () => {
      const client = await loggedIn(credential, 'double-submit')
      const token = await tokenOf(client)
      const changed = (token.startsWith('A') ? 'B' : 'A') + token.slice(1)
      expect(await transfer(client, { 'x-xsrf-token': changed })).toMatchObject({ status: 403 })
    })

    it('gives nobody a token who is not logged in', async () => {
      const client = clientOf(apiWith({ credential, csrf: { protection: 'double-submit' } }))
      expect(await client.request({ path: '/csrf' })).toMatchObject({ status: 401 })
    })

    it('lets a login replace another without a token', async () => {
      const client = await loggedIn(credential, 'double-submit')
      expect(await client.request(adminLogin)).toMatchObject({ status: 200 })
    })
  })
})

describe('jwt-cookie, double-submit', () => {
  it('keeps a token over a refresh, which needs it too', async () => {
    const client = await loggedIn('jwt-cookie', 'double-submit')
    const headers = { 'x-xsrf-token': String((await client.request({ path: '/csrf' })).body.csrfToken) }
    expect(await client.request({ method: 'POST', path: '/refresh' })).toMatchObject({ status: 403 })
    expect(await client.request({ method: 'POST', path: '/refresh', headers })).toMatchObject({ status: 200 })
    expect(await transfer(client, headers)).toMatchObject({ status: 201 })
  })

  it('asks for a token where the refresh cookie comes alone, too', async () => {
    const client = await loggedIn('jwt-cookie', 'double-submit')
    client.cookies.delete(`jwt-${ID}`)
    expect(await client.request({ method: 'POST', path: '/refresh' })).toMatchObject({ status: 403 })
  })
})

describe('a transfer by GET', () => {
  const byGet = { path: '/transfers?to=grace&amount=10' }
  const rows = [
    {
      credential: 'session-cookie',
      protection: 'samesite',
      transferByGet: false,
      status: 405,
      balance: 1000,
    },
    { credential: 'session-cookie', protection: 'samesite', transferByGet: true, status: 201, balance: 990 },
    // A check of what changes state takes a GET for safe.
    { credential: 'session-cookie', protection: 'origin', transferByGet: true, status: 201, balance: 990 },
    { credential: 'jwt-cookie', protection: 'double-submit', transferByGet: true, status: 201, balance: 990 },
    { credential: 'bearer', protection: 'samesite', transferByGet: true, status: 405, balance: 1000 },
  ]

  it.each(rows)(
    '$credential, $protection, transferByGet $transferByGet: $status, the balance is $balance',
    async ({ credential, status, balance, ...csrf }) => {
      const client = clientOf(apiWith({ credential, csrf }))
      await client.request(login)
      expect(await client.request(byGet)).toMatchObject({ status })
      expect(await client.request({ path: '/me' })).toMatchObject({ body: { balance } })
    },
  )

  it('names the fields that are wrong', async () => {
    const client = clientOf(apiWith({ csrf: { transferByGet: true } }))
    await client.request(login)
    expect(await client.request({ path: '/transfers?to=grace&amount=-1' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'amount' }] },
    })
  })
})

describe('a bearer token', () => {
  it.each(['origin', 'fetch-metadata', 'double-submit'])(
    'needs no protection, so %s checks nothing',
    async (protection) => {
      const client = await loggedIn('bearer', protection)
      const headers = { origin: EVIL, 'sec-fetch-site': 'cross-site' }
      expect(await transfer(client, headers)).toMatchObject({ status: 201 })
      expect(await client.request({ path: '/csrf' })).toMatchObject({ status: 404 })
    },
  )
})
