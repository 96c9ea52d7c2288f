import axios from 'axios'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listen, type RecordingServer } from 'with-credentials/testing'
import { createOwnApi } from './own-api.ts'
import { warnOfLostLogins } from './warn-axios.ts'
import { logIn } from './warn-fetch.ts'

const PAGE = 'http://app.example.com/'

/** Neither axios nor fetch keeps cookies in Node, so that each login's is lost. */
let api: RecordingServer
const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
beforeEach(async () => {
  warned.mockClear()
  api = await listen(createOwnApi(new URL(PAGE).origin, { sameSite: 'lax' }), 'http://localhost')
  return () => api.close()
})
afterEach(() => vi.unstubAllGlobals())

async function byAxios(withCredentials: boolean): Promise<number> {
  const client = axios.create({ baseURL: api.origin, withCredentials })
  warnOfLostLogins(client, PAGE)
  return (await client.post('/login')).status
}

const byFetch = async (credentials: boolean): Promise<number> =>
  (await logIn(api.origin, PAGE, { credentials: credentials ? 'include' : 'same-origin' })).status

describe.each([
  { client: 'axios', login: byAxios },
  { client: 'fetch', login: byFetch },
])('$client', ({ login }) => {
  it('without credentials: one warning, with the way out', async () => {
    expect(await login(false)).toBe(200)
    expect(warned.mock.calls).toEqual([
      [
        expect.stringContaining('Credentials mode "same-origin"'),
        expect.stringContaining('withCredentials: true'),
      ],
    ])
  })

  it('with credentials: the likely causes', async () => {
    expect(await login(true)).toBe(200)
    expect(warned.mock.calls.length).toBeGreaterThan(1)
    expect(warned.mock.calls.flat()).toContainEqual(expect.stringMatching(/SameSite=Lax.* would be lost in/))
    expect(api.last('/me')?.method).toBe('GET')
  })
})
