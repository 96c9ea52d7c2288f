import type { Rehearsal } from '../../../api/lab/interface.ts'
import type { ExchangeOutcome, SetCookieOutcome } from '../../browser/scenario.ts'
import { got } from '../run/fixtures.ts'
import { type Moved, settingsOf } from '../settings/moved.ts'
import type { Ask, RehearsedAnswer } from './network.ts'
import type { PredictedExchange, Story } from './predictStory.ts'

/** Values for tests. */

export const PAGE = 'http://app.localhost:5173'
export const BASE = 'http://api.localhost:4000/x/k7'

export const storyWith = (
  moved: Moved,
  names: Story['presses'][number]['name'][] = ['login', 'me'],
): Story => ({
  browser: { engine: 'chromium' },
  page: PAGE,
  settings: settingsOf(moved),
  id: 'k7',
  base: BASE,
  presses: names.map((name) => ({
    name,
    user: { username: 'ada', password: 'right' },
    other: 'grace',
    wait: 0,
  })),
})

const cors: [string, string][] = [
  ['access-control-allow-origin', PAGE],
  ['access-control-allow-credentials', 'true'],
  ['access-control-allow-headers', 'content-type,authorization'],
]

/**
 * A lab as a function: logs in with the given Set-Cookie line, and knows whoever brings a cookie or a token,
 * or, where it forgets, nobody.
 */
export function fakeLab(
  setCookie: string | null,
  headers = cors,
  forgets = false,
): { ask: Ask; asked: Rehearsal[] } {
  const asked: Rehearsal[] = []
  const answer = ({
    method,
    path,
    cookies,
    headers: sent,
  }: Rehearsal['requests'][number]): Omit<RehearsedAnswer, 'server'> => {
    if (method === 'OPTIONS') return { status: 204, headers, body: '' }
    if (path === '/login') {
      const tokens = JSON.stringify({ accessToken: 'a', refreshToken: 'r' })
      const set: [string, string][] = setCookie === null ? [] : [['set-cookie', setCookie]]
      return { status: 200, headers: [...headers, ...set], body: tokens }
    }
    const brought = cookies.length > 0 || sent.some(([name]) => name.toLowerCase() === 'authorization')
    const known = brought && !forgets
    return { status: known ? 200 : 401, headers, body: '{}' }
  }
  return {
    asked,
    ask: async (rehearsal) => {
      asked.push(rehearsal)
      return { answers: rehearsal.requests.map((request) => ({ ...answer(request), server: 1 })) }
    },
  }
}

interface Foreseen {
  preflight?: boolean
  cookies?: string[]
  setCookies?: SetCookieOutcome[]
  status?: number
}

/** A predicted exchange, written as `POST /login`. */
export function foreseen(text: string, { status = 200, ...outcome }: Foreseen = {}): PredictedExchange {
  const [method = '', path = ''] = text.split(' ')
  const whole: ExchangeOutcome = {
    preflight: false,
    sent: true,
    cookies: [],
    cookieHeader: '',
    origin: null,
    result: 'readable',
    blockedBy: null,
    exposed: [],
    setCookies: [],
    withheld: [],
    ...outcome,
  }
  const url = BASE + path
  const request = { method, url, headers: [], body: null, preflight: false, hop: 0 }
  const hops = [{ request, answer: { status, headers: [], body: '', server: 1 } }]
  return { method, url, got: got(status), outcome: whole, hops }
}
