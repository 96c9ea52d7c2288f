import { compareStory, type ObservedAction } from '../prediction/compareStory.ts'
import { BASE, fakeLab, PAGE, storyWith } from '../prediction/fixtures.ts'
import type { RehearsedAnswer } from '../prediction/network.ts'
import { predictStory } from '../prediction/predictStory.ts'
import type { ActionName } from '../run/action.ts'
import { got, request, seen } from '../run/fixtures.ts'
import type { Moved } from '../settings/moved.ts'
import type { DrawnStory } from './layout.ts'

/** Stories for tests, by what they show. */

const good = 'sid-k7=a; Path=/; SameSite=None; Secure'

interface Told {
  moved?: Moved
  setCookie?: string | null
  /** The CORS headers of every answer, where they are not the right ones. */
  cors?: [string, string][]
  base?: string
  /** Where the lab answers otherwise: by what it is asked, and in which turn. */
  but?: (asked: string, turn: number) => Partial<RehearsedAnswer>
  observed?: ObservedAction[]
  /** Whether anything is predicted, to hold the run against. */
  foretold?: boolean
  names?: ActionName[]
}

async function tell({
  moved = {},
  setCookie = good,
  cors,
  base = BASE,
  but,
  observed,
  foretold = true,
  names,
}: Told): Promise<DrawnStory> {
  const lab = fakeLab(setCookie, cors)
  const predicted = await predictStory({ ...storyWith(moved, names), base }, async (rehearsal) => {
    const { answers } = await lab.ask(rehearsal)
    return {
      answers: answers.map((answer, turn) => {
        const { method, path } = rehearsal.requests[turn] ?? { method: '', path: '' }
        const body = setCookie === null ? answer.body : '{}'
        return { ...answer, body, ...but?.(`${method} ${path}`, turn) }
      }),
    }
  })
  const run = observed && { actions: observed, visible: new Set<string>(), comparable: foretold }
  return {
    actions: compareStory(foretold ? predicted : [], run ?? null),
    page: PAGE,
    api: new URL(base).origin,
  }
}

const action = (
  name: ObservedAction['name'],
  text: string,
  status: number,
  cookies: string[],
  origin = PAGE,
): ObservedAction => ({
  name,
  press: 1,
  exchanges: [
    {
      script: request(text, got(status)),
      preflight:
        name === 'login' ? seen(`OPTIONS ${text.split(' ')[1]} for POST`, { number: 1, status: 204 }) : null,
      server: seen(text, {
        number: 2,
        status,
        cookies,
        origin,
        headers: name === 'login' ? [['Set-Cookie', good]] : [],
      }),
      settled: true,
    },
  ],
})

export const stories = {
  'same origin': () => tell({ base: `${PAGE}/api/x/k7`, moved: { relation: 'same-origin' } }),
  'a cookie that comes back': () => tell({}),
  'a bearer token': () => tell({ moved: { credential: 'bearer' }, setCookie: null }),
  'a refused cookie': () => tell({ setCookie: 'sid-k7=a; Path=/; SameSite=Lax' }),
  'a cookie that stays in the jar': () => tell({ setCookie: `${good}; Path=/elsewhere` }),
  'an answer that is kept from the script': () =>
    tell({ cors: [], moved: { 'client.contentType': 'application/x-www-form-urlencoded' } }),
  'an answer that is opaque': () => tell({ moved: { 'client.library': 'fetch', 'client.mode': 'no-cors' } }),
  'a refused preflight': () => tell({ but: (asked) => (asked.startsWith('OPTIONS') ? { status: 401 } : {}) }),
  'a redirect': () =>
    tell({
      moved: { credential: 'bearer' },
      setCookie: null,
      but: (asked) =>
        asked === 'GET /me' ? { status: 307, headers: [...allowing, ['location', `${BASE}/admin`]] } : {},
    }),
  'two servers': () =>
    tell({
      but: (asked, turn) => ({
        server: (turn % 2) + 1,
        ...(asked === 'GET /me' && { status: 401 }),
      }),
    }),
  'as predicted': () =>
    tell({ observed: [action('login', 'POST /login', 200, []), action('me', 'GET /me', 200, ['sid-k7'])] }),
  'not as predicted': () =>
    tell({ observed: [action('login', 'POST /login', 200, []), action('me', 'GET /me', 401, [])] }),
  /** Another page began the experiment: nothing is foretold. */
  'not foreseen': () =>
    tell({
      foretold: false,
      observed: [action('login', 'POST /login', 200, []), action('me', 'GET /me', 200, ['sid-k7'])],
    }),
  /** The preflight has come, the request has not. */
  'under way': () => {
    const waiting = action('login', 'POST /login', 200, [])
    const exchanges = waiting.exchanges.map(({ script, preflight }) => ({
      script: { ...script, got: null },
      preflight,
      server: null,
      settled: false,
    }))
    return tell({ names: ['login'], observed: [{ ...waiting, exchanges }] })
  },
  'another origin than predicted': () =>
    tell({ names: ['me'], observed: [action('me', 'GET /me', 401, [], 'null')] }),
} satisfies Record<string, () => Promise<DrawnStory>>

export type StoryName = keyof typeof stories

const allowing: [string, string][] = [
  ['access-control-allow-origin', PAGE],
  ['access-control-allow-credentials', 'true'],
  ['access-control-allow-headers', 'authorization'],
]
