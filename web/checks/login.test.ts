import { describe, expect, it } from 'vitest'
import { checkLogin } from './login.ts'
import type { LoginSeen } from './lost-cookies.ts'

/** A login and a call after it, both with credentials. */
function seen(change: {
  page?: string
  login?: string
  whoAmI?: string
  statuses?: [number, number]
}): LoginSeen {
  const { page = 'https://app.example.com/', statuses: [first, second] = [200, 401] } = change
  const { login = 'https://api.example.com/login', whoAmI = 'https://api.example.com/me' } = change
  return {
    page,
    login: { url: login, status: first, credentials: 'include' },
    whoAmI: { url: whoAmI, status: second, credentials: 'include' },
  }
}

describe('nothing is told where', () => {
  it.each([
    { name: 'the login failed', statuses: [401, 401] satisfies [number, number] },
    { name: 'the login was redirected', statuses: [302, 401] satisfies [number, number] },
    { name: 'the call went well', statuses: [204, 200] satisfies [number, number] },
    { name: 'the user is known and not allowed', statuses: [200, 403] satisfies [number, number] },
  ])('$name', ({ statuses }) => expect(checkLogin(seen({ statuses }))).toEqual([]))
})

describe('one cause alone where', () => {
  it.each([
    { name: 'the login went without credentials', call: 'login' as const, words: 'login' },
    { name: 'the call went without credentials', call: 'whoAmI' as const, words: 'call after it' },
  ])('$name', ({ call, words }) => {
    const one = seen({})
    delete one[call].credentials
    expect(checkLogin(one)).toMatchObject([
      {
        check: 'login',
        message: `https://api.example.com/login answered 200, but then https://api.example.com/me answered 401. In the ${words}: Credentials mode "same-origin" excludes cookies here.`,
        fix: expect.stringContaining('withCredentials: true'),
        source: expect.stringContaining('#concept-http-network-or-cache-fetch'),
      },
    ])
  })
})

const likely: { name: string; login: LoginSeen; first: RegExp; all: RegExp[] }[] = [
  {
    name: 'page and API are two sites',
    login: seen({ login: 'https://api.example.org/login', whoAmI: 'https://api.example.org/me' }),
    first: /a third party's, and those are blocked/,
    all: [
      /without attributes, with Path=\/ alone or with Secure would be lost in Chromium: .* cross-site request/,
      /A cookie with SameSite=Lax would be lost in Chromium and Firefox: /,
      /A cookie with SameSite=None, Secure and Partitioned would be lost in WebKitGTK and Safari: /,
      /A cookie with SameSite=None would be lost in Chromium and Firefox: .* SameSite=None without Secure/,
    ],
  },
  {
    name: 'the API is asked over http',
    login: seen({
      page: 'http://app.example.com/',
      login: 'http://app.example.com/login',
      whoAmI: 'http://app.example.com/me',
    }),
    first:
      /with Secure, .* would be lost in every browser: .* is Secure, but http:\/\/app\.example\.com is not/,
    all: [],
  },
  {
    name: 'the login has a path of its own',
    login: seen({ login: 'https://api.example.com/auth/login' }),
    first:
      /A cookie without attributes would be lost in every browser: The path \/me does not match Path=\/auth/,
    all: [/is SameSite=None without Secure/],
  },
  {
    name: 'another host is asked',
    login: seen({ login: 'https://app.example.com/login' }),
    first: /The two hosts differ/,
    all: [/is SameSite=None without Secure/],
  },
]

describe('likely causes, and at last what nobody can know, where', () => {
  it.each(likely)('$name', ({ login, first, all }) => {
    const messages = checkLogin(login).map(({ message }) => message)
    expect(messages[0]).toMatch(first)
    for (const one of all) expect(messages).toContainEqual(expect.stringMatching(one))
    expect(messages.at(-1)).toMatch(/Perhaps the login set no cookie/)
  })
})

it('a name with a prefix is known to ask for more', () => {
  const messages = checkLogin({ ...seen({}), cookie: '__Host-id' }).map(({ message }) => message)
  expect(messages.some((message) => message.includes('__Host-id') && message.includes('Secure'))).toBe(true)
})

it.each([
  { field: 'page', login: seen({ page: 'nowhere' }) },
  { field: 'login.url', login: seen({ login: '/login' }) },
  { field: 'whoAmI.url', login: seen({ whoAmI: 'me' }) },
  { field: 'cookie', login: { ...seen({}), cookie: 'a=b' } },
])('$field is none: says so', ({ field, login }) => {
  expect(() => checkLogin(login)).toThrow(new RegExp(`^${field} has to be`))
})
