import { describe, expect, it } from 'vitest'
import { memoryStore } from '../store/memory-store.ts'
import { clientOf, csrfKey, ID, login, PAGE, tokenKeys } from '../test/api.ts'
import { testClock } from '../test/clock.ts'
import { settingsFor } from '../test/settings.ts'
import { unhashedDemoUsers } from './demo-users.ts'
import { createServers } from './servers.ts'

const OTHER = 'http://evil.localhost:5173'
const me = { path: '/me', headers: { origin: PAGE } }

/** Visitors of one API, each with a browser of their own, and the clock by which it keeps answers. */
function visitors(cors: object, sharedCache: number) {
  const { now, pass } = testClock()
  const keys = { cookieKeys: ['a key for tests'], csrfKey, tokenKeys }
  const deps = { id: ID, pageOrigin: PAGE, users: unhashedDemoUsers, store: memoryStore(now), now, ...keys }
  const servers = createServers(settingsFor({ cors, wire: { sharedCache } }), deps)
  return { pass, visitor: () => clientOf((request, response) => servers.handle(1, request, response)) }
}

const reflects = { origin: 'unset' }
const forgets = { policy: 'forgets-vary', ...reflects }

const rows = [
  { name: 'no cache', cors: forgets, seconds: 0, allows: PAGE },
  { name: 'Vary: Origin', cors: reflects, seconds: 60, allows: PAGE },
  { name: 'no Vary', cors: forgets, seconds: 60, allows: OTHER },
]

describe('a shared cache in front of the API', () => {
  it.each(rows)('$name: the page gets an answer for $allows', async ({ cors, seconds, allows }) => {
    const answer = await visitors(cors, seconds).visitor().request(me)
    expect(answer).toMatchObject({ status: 401, headers: { 'access-control-allow-origin': allows } })
  })

  it('hands out one answer for as long as it lives', async () => {
    const { visitor, pass } = visitors(reflects, 60)
    const ada = visitor()
    await ada.request(login)
    expect(await ada.request(me)).toMatchObject({ status: 200, body: { name: 'Ada' } })
    // Vary: Origin does not tell users apart.
    expect(await visitor().request(me)).toMatchObject({ status: 200, body: { name: 'Ada' } })
    pass(61)
    expect(await visitor().request(me)).toMatchObject({ status: 401 })
  })

  it('lets all but GET through', async () => {
    const { visitor } = visitors(forgets, 60)
    const statuses = []
    for (const password of ['lovelace', 'wrong', 'lovelace']) {
      const { status } = await visitor().request({ ...login, body: { ...login.body, password } })
      statuses.push(status)
    }
    expect(statuses).toEqual([200, 401, 200])
  })
})
