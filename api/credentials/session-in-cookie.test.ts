import { describe, expect, it } from 'vitest'
import { apiWith, clientOf, login } from '../test/api.ts'
import { testClock } from '../test/clock.ts'

const settings = { credential: 'session-in-cookie', session: { absoluteLifetime: 100 } }

describe('session-in-cookie', () => {
  it('is readable', async () => {
    const client = clientOf(apiWith(settings))
    await client.request(login)
    const value = Buffer.from(client.cookies.get('session-test') ?? '', 'base64').toString()
    expect(JSON.parse(value)).toMatchObject({ username: 'ada' })
  })

  it('cannot be changed', async () => {
    const client = clientOf(apiWith(settings))
    await client.request(login)
    client.cookies.set('session-test', Buffer.from('{"username":"grace"}').toString('base64'))
    expect(await client.request({ path: '/me' })).toMatchObject({ status: 401 })
  })

  it.each([
    { after: 99, status: 200 },
    { after: 100, status: 401 },
  ])('is answered $status $after seconds after the login, of 100', async ({ after, status }) => {
    const clock = testClock()
    const client = clientOf(apiWith(settings, clock))
    await client.request(login)
    clock.pass(after)
    expect(await client.request({ path: '/me' })).toMatchObject({ status })
  })
})
