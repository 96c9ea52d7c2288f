import { expect, test } from 'vitest'
import type { WireRequest } from './network.ts'
import { openPage, predict } from './predict.ts'
import type { Answer } from './scenario.ts'
import { ALLOWED, answer, exchange, NOW, PAGE, withHeader } from './testing.ts'

const URL = 'http://api.app.localhost:4000/me'
const PREFLIGHT = answer({
  'Access-Control-Allow-Origin': 'http://app.localhost:5173',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Headers': 'x-test',
})
const SETTING = {
  browser: { engine: 'chromium' as const },
  page: PAGE,
  jar: [{ url: URL, setCookie: 'session=1; HttpOnly' }],
}
const REQUEST = {
  url: URL,
  credentials: 'include' as const,
  ...withHeader('X-Test', '1'),
}

test('a network that takes its time gives the outcome that canned answers give', async () => {
  const network = async ({ preflight }: WireRequest): Promise<Answer> => (preflight ? PREFLIGHT : ALLOWED)
  const through = await openPage(SETTING, { now: NOW, steps: true }).fetch(REQUEST, network)
  const exchanges = [exchange(REQUEST, ALLOWED, { preflight: PREFLIGHT })]
  expect({ exchanges: [through] }).toEqual(predict({ ...SETTING, exchanges }, { now: NOW, steps: true }))
})

test('the network sees the requests as they leave the browser', async () => {
  const seen: WireRequest[] = []
  const network = async (request: WireRequest): Promise<Answer> => {
    seen.push(request)
    return request.preflight ? PREFLIGHT : ALLOWED
  }
  await openPage(SETTING, { now: NOW }).fetch(REQUEST, network)
  expect(seen.map(({ method, preflight }) => ({ method, preflight }))).toEqual([
    { method: 'OPTIONS', preflight: true },
    { method: 'GET', preflight: false },
  ])
  expect(seen[0]?.headers).toContainEqual(['access-control-request-headers', 'x-test'])
  expect(seen[0]?.headers.map(([name]) => name)).not.toContain('cookie')
  expect(seen[1]?.headers).toContainEqual(['cookie', 'session=1'])
})
