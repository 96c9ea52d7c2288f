import { describe, expect, it } from 'vitest'
import { shortPath } from '../run/exchange.ts'
import type { Moved } from '../settings/moved.ts'
import { causeOf } from './cause.ts'
import { fakeLab, storyWith } from './fixtures.ts'
import { foretell } from './foretell.ts'
import { openStory, predictStory } from './predictStory.ts'

const good = 'sid-k7=a; Path=/; SameSite=None; Secure'
const noCors: [string, string][] = []

interface Case {
  name: string
  moved?: Moved
  setCookie?: string | null
  forgets?: true
  cors?: [string, string][]
  told: string[]
  kind?: string
  reason?: string
  title: RegExp
}

const cases: Case[] = [
  {
    name: 'a cookie that comes back',
    setCookie: good,
    told: ['/login readable 200 after a preflight', '/me readable 200 with sid-k7'],
    title: /^You will be logged in/,
  },
  {
    name: 'a Lax cookie across sites',
    setCookie: 'sid-k7=a; Path=/; SameSite=Lax',
    told: ['/login readable 200 after a preflight', '/me readable 401'],
    kind: 'refused',
    reason: 'SameSiteLax',
    title: /^The session cookie will be refused/,
  },
  {
    name: 'the same through fetch',
    moved: { 'client.library': 'fetch' },
    setCookie: 'sid-k7=a; Path=/; SameSite=Lax',
    told: ['/login readable 200 after a preflight', '/me readable 401'],
    kind: 'refused',
    reason: 'SameSiteLax',
    title: /^The session cookie will be refused/,
  },
  {
    name: 'a cookie for another path',
    setCookie: `${good}; Path=/elsewhere`,
    told: ['/login readable 200 after a preflight', '/me readable 401'],
    kind: 'withheld',
    reason: 'NotOnPath',
    title: /will stay in the jar/,
  },
  {
    name: 'no credentials',
    moved: { 'client.withCredentials': false },
    setCookie: good,
    told: ['/login readable 200 after a preflight', '/me readable 401'],
    kind: 'left out',
    reason: 'CredentialsMode',
    title: /will leave cookies out/,
  },
  {
    name: 'a server that has forgotten the session',
    setCookie: good,
    forgets: true,
    told: ['/login readable 200 after a preflight', '/me readable 401 with sid-k7'],
    kind: 'in vain',
    reason: 'UnknownToServer',
    title: /^The session cookie will arrive, and still the API will not know you$/,
  },
  {
    name: 'a refresh cookie that stays away from all but /refresh, as it should',
    moved: { credential: 'jwt-cookie' },
    setCookie: 'refresh-k7=a; Path=/x/k7/refresh; SameSite=None; Secure',
    told: [
      '/login readable 200 after a preflight',
      '/me readable 401',
      '/refresh readable 200 with refresh-k7',
      '/me readable 401',
    ],
    title: /^Who am I will be answered 401$/,
  },
  {
    name: 'no CORS headers',
    setCookie: good,
    cors: noCors,
    told: ['/login blocked after a preflight', '/me blocked'],
    kind: 'blocked',
    reason: 'PreflightMissingAllowOriginHeader',
    title: /^The preflight will be answered 204, yet `POST \/login` will never be sent$/,
  },
  {
    name: 'no-cors',
    moved: { 'client.library': 'fetch', 'client.mode': 'no-cors' },
    setCookie: good,
    told: ['/login opaque', '/me opaque with sid-k7'],
    kind: 'opaque',
    reason: '',
    title: /opaque to your script; the server will do the work/,
  },
  {
    name: 'a bearer token',
    moved: { credential: 'bearer' },
    setCookie: null,
    told: ['/login readable 200 after a preflight', '/me readable 200 after a preflight'],
    title: /^You will be logged in/,
  },
]

describe('predictStory runs the client over the model', () => {
  it.each(cases)('$name', async (row) => {
    const { moved = {}, setCookie = null, cors, forgets, told, kind, reason, title } = row
    const story = storyWith(moved)
    const actions = await predictStory(story, fakeLab(setCookie, cors, forgets).ask)
    const lines = actions.flatMap(({ exchanges }) =>
      exchanges.map(({ url, got, outcome }) =>
        [
          shortPath(url),
          got.kind,
          ...(got.kind === 'readable' ? [got.status] : []),
          ...(outcome.preflight ? ['after a preflight'] : []),
          ...(outcome.cookies.length ? [`with ${outcome.cookies}`] : []),
        ].join(' '),
      ),
    )
    expect(lines).toEqual(told)
    const cause = causeOf(actions)
    expect(cause?.kind).toBe(kind)
    expect(cause?.reason).toBe(reason)
    expect(foretell(actions, story.settings.credential)?.title).toMatch(title)
  })
})

it('tells the lab the whole story each time, cookies by name', async () => {
  const lab = fakeLab(good)
  await predictStory(storyWith({}), lab.ask)
  expect(lab.asked.map(({ id, requests }) => [id, requests.map(({ path }) => path).join(' ')])).toEqual([
    ['k7', '/login'],
    ['k7', '/login /login'],
    ['k7', '/login /login /me'],
  ])
  expect(lab.asked.at(-1)?.requests.at(-1)).toMatchObject({ method: 'GET', cookies: ['sid-k7'] })
  expect(JSON.stringify(lab.asked)).not.toContain('sid-k7=a')
})

it.each([
  { keptIn: 'memory', known: false },
  { keptIn: 'sessionStorage', known: true },
  { keptIn: 'localStorage', known: true },
])('a token kept in $keptIn is there after a reload: $known', async ({ keptIn, known }) => {
  const { presses, ...story } = storyWith({ credential: 'bearer', 'token.keptIn': keptIn })
  const [login, me] = presses
  const { load } = openStory(story, fakeLab(null).ask)
  if (login) await load()(login)
  const reloaded = me && (await load()(me))
  expect(reloaded?.exchanges[0]?.got).toMatchObject({ status: known ? 200 : 401 })
})

it('lets the preflight cache run out while nobody presses a key', async () => {
  const story = storyWith({ credential: 'bearer' }, ['login', 'me', 'me', 'me'])
  const presses = story.presses.map((press, index) => ({ ...press, wait: index === 3 ? 6 : 0.1 }))
  const actions = await predictStory({ ...story, presses }, fakeLab(null).ask)
  const preflights = actions.map(({ exchanges }) => exchanges[0]?.outcome.preflight)
  expect(preflights).toEqual([true, true, false, true])
})
