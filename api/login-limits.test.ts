import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS, loginLimits } from './login-limits.ts'
import type { Problem } from './problem.ts'
import { apiWith, clientOf, login } from './test/api.ts'

const NOW = Date.parse('2026-11-25T12:00:00Z')
const { account, address } = LIMITS

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
})

const fails = async () => undefined
const succeeds = async () => 'somebody'
const here = '127.0.0.1'

/** What an attempt comes to: its result, or the problem's status, sentence and Retry-After. */
async function attempt(
  limits: ReturnType<typeof loginLimits>,
  username: string,
  from = here,
  run: () => Promise<string | undefined> = fails,
) {
  return limits
    .attempt(username, from, run)
    .catch(({ status, message, headers }: Problem) => ({ status, message, headers }))
}

async function failOften(
  limits: ReturnType<typeof loginLimits>,
  times: number,
  username: (time: number) => string,
  from = here,
) {
  for (let time = 0; time < times; time++) expect(await attempt(limits, username(time), from)).toBeUndefined()
}

describe('attempts to log in', () => {
  it('are let through up to the account’s limit, then answered 429 with the time that is left', async () => {
    const limits = loginLimits()
    await failOften(limits, account.points, () => 'ada')
    vi.setSystemTime(NOW + 600_000)
    expect(await attempt(limits, 'ada')).toEqual({
      status: 429,
      message: 'Too many attempts to log in for this username have failed: try again in 50 minutes.',
      headers: { 'Retry-After': String(account.duration - 600) },
    })
    expect(await attempt(limits, 'grace')).toBeUndefined()
  })

  it('are refused with the right password too, which is then not even looked at', async () => {
    const limits = loginLimits()
    await failOften(limits, account.points, () => 'ada')
    const run = vi.fn(succeeds)
    expect(await attempt(limits, 'ada', here, run)).toMatchObject({ status: 429 })
    expect(run).not.toHaveBeenCalled()
  })

  it('are let through again when their time is over', async () => {
    const limits = loginLimits()
    await failOften(limits, account.points, () => 'ada')
    vi.setSystemTime(NOW + account.duration * 1000)
    expect(await attempt(limits, 'ada', here, succeeds)).toBe('somebody')
  })

  it('of one address count together, whatever name they are for', async () => {
    const limits = loginLimits()
    await failOften(limits, address.points, (time) => `name-${time}`)
    expect(await attempt(limits, 'another')).toMatchObject({
      status: 429,
      message: expect.stringContaining('from this address'),
    })
    expect(await attempt(limits, 'another', '::1')).toBeUndefined()
  })

  it('that succeed count neither for the account nor for the address', async () => {
    const limits = loginLimits()
    for (let time = 0; time < address.points * 2; time++) await limits.attempt('ada', here, succeeds)
    await failOften(limits, account.points, () => 'ada')
  })

  it('count at the same moment too', async () => {
    const limits = loginLimits()
    const answers = await Promise.all(
      Array.from({ length: account.points + 5 }, () => attempt(limits, 'ada')),
    )
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(5)
  })

  it('of another API are counted apart', async () => {
    await failOften(loginLimits(), account.points, () => 'ada')
    expect(await attempt(loginLimits(), 'ada', here, succeeds)).toBe('somebody')
  })
})

describe('POST /login', () => {
  const users = { find: () => undefined, all: () => [], authenticate: fails }
  const guess = (username: string) => ({ ...login, body: { username, password: 'wrong' } })

  it.each([
    { name: 'a known', username: 'ada' },
    { name: 'an unknown', username: 'eve' },
  ])('is answered the same for $name name: 401, and 429 after too many', async ({ username }) => {
    const client = clientOf(apiWith({}, { users }))
    const answers = new Set<string>()
    for (let time = 0; time < account.points; time++)
      answers.add(JSON.stringify((await client.request(guess(username))).body))
    expect([...answers]).toEqual([
      '{"type":"about:blank","title":"Unauthorized","status":401,"detail":"The username or the password is wrong."}',
    ])
    expect(await client.request(guess(username))).toMatchObject({
      status: 429,
      headers: { 'retry-after': String(account.duration), 'content-type': 'application/problem+json' },
      body: {
        title: 'Too Many Requests',
        detail: expect.stringMatching(/for this username have failed: try again/),
      },
    })
  })

  it('reads no address from a header that anybody can send', async () => {
    const client = clientOf(apiWith({}, { users }))
    for (let time = 0; time < address.points; time++) {
      await client.request({
        ...guess(`name-${time}`),
        headers: { 'x-forwarded-for': `10.0.0.${time % 250}` },
      })
    }
    expect(await client.request(guess('another'))).toMatchObject({ status: 429 })
  })
})
