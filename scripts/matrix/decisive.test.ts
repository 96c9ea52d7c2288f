import { expect, it } from 'vitest'
import type { Engine, Scenario } from '../../web/browser/scenario.ts'
import { decisiveDeviations } from './decisive.ts'

const PAGE = 'http://app.localhost:5173'

/** A fetch with credentials that sets a cookie, and one more. */
function scenario(engine: Engine, page: string, api: string, setCookie: string): Scenario {
  const headers: [string, string][] = [
    ['Access-Control-Allow-Origin', page],
    ['Access-Control-Allow-Credentials', 'true'],
  ]
  const request = { url: `${api}/me`, credentials: 'include' as const }
  const answer = (more: [string, string][] = []) => ({ status: 200, headers: [...headers, ...more] })
  return {
    browser: { engine },
    page: `${page}/`,
    exchanges: [
      { request, response: answer([['Set-Cookie', setCookie]]) },
      { request, response: answer() },
    ],
  }
}

const cases: { engine: Engine; page: string; api: string; setCookie: string; decided: RegExp[] }[] = [
  {
    engine: 'chromium',
    page: PAGE,
    api: 'http://api.localhost:4000',
    setCookie: 'a=1; SameSite=Lax',
    decided: [],
  },
  {
    engine: 'chromium',
    page: PAGE,
    api: 'http://api.localhost:4000',
    setCookie: 'a=1; SameSite=None; Partitioned',
    decided: [/CHIPS/],
  },
  {
    engine: 'firefox',
    page: PAGE,
    api: 'http://api.localhost:4000',
    setCookie: 'a=1',
    decided: [/names no SameSite counts as None/],
  },
  {
    engine: 'firefox',
    page: PAGE,
    api: 'https://api.app.localhost:4443',
    setCookie: 'a=1; SameSite=Lax',
    decided: [/compared without their schemes/],
  },
  // Either of them alone would have let the cookie through.
  {
    engine: 'firefox',
    page: 'https://app.localhost:5443',
    api: 'http://app.localhost:4000',
    setCookie: 'a=1',
    decided: [/names no SameSite counts as None/, /compared without their schemes/],
  },
]

it.each(cases)(
  '$engine, $setCookie from $api to $page: $decided',
  ({ engine, page, api, setCookie, decided }) => {
    const found = decisiveDeviations(scenario(engine, page, api, setCookie)).map(({ what }) => what)
    expect(found).toEqual(decided.map((words) => expect.stringMatching(words)))
  },
)
