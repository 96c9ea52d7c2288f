import { describe, expect, test } from 'vitest'
import type { Engine, Exchange, ThirdPartyPolicy } from '../scenario.ts'
import { ALLOWED, answer, CROSS_SITE, exchange, one, run } from '../testing.ts'

const include = { credentials: 'include' as const }

function setBy(url: string, line: string): Exchange {
  return exchange({ url, ...include }, answer([...ALLOWED.headers, ['Set-Cookie', line]]))
}

describe('third parties', () => {
  const line = 'a=1; SameSite=None; Secure'
  const chips = `${line}; Partitioned`
  const twice = (set: string) => [setBy(CROSS_SITE, set), exchange({ url: CROSS_SITE, ...include }, ALLOWED)]
  const stored = (engine: Engine, policy: ThirdPartyPolicy | undefined, set: string) => {
    const browser = policy === undefined ? { engine } : { engine, thirdPartyCookies: policy }
    return run(twice(set), { browser })[1]?.cookies
  }
  test.each([
    ['chromium', undefined, line, ['a']],
    ['chromium', 'block', line, []],
    ['chromium', 'block', chips, ['a']],
    ['chromium', 'allow', 'a=1; SameSite=None; Partitioned', []],
    ['firefox', undefined, line, ['a']],
    ['firefox', 'block', line, []],
    ['spec', 'block', line, []],
    ['spec', 'block', chips, []],
    ['spec', 'partition', line, ['a']],
    ['safari', undefined, 'a=1; SameSite=None', []],
    ['webkitgtk', undefined, 'a=1', []],
  ] as const)('%s, policy %s, %s: %j', (engine, policy, set, cookies) => {
    expect(stored(engine, policy, set)).toEqual(cookies)
  })

  const FIRST_PARTY = 'http://api.localhost:4000/'
  test.each([
    ['chromium', chips],
    ['firefox', line],
  ] as const)('what %s partitions under another site does not come along: %s', (engine, setCookie) => {
    const outcome = one(exchange({ url: CROSS_SITE, ...include }, ALLOWED), {
      engine,
      jar: [{ url: FIRST_PARTY, setCookie: `${setCookie}; Path=/` }],
    })
    expect(outcome.cookies).toEqual([])
  })

  // Seen in Firefox ESR 153 for addresses, localhost and names under it.
  test.each([
    ['chromium', 'http://127.0.0.1'],
    ['firefox', 'http://127.0.0.1'],
    ['firefox', 'http://localhost'],
  ] as const)('a partition has no port: %s, %s', (engine, host) => {
    const outcome = one(exchange({ url: `${host}:4001/`, via: 'link' }), {
      engine,
      jar: [{ url: `${host}:4000/`, setCookie: `${chips}; Path=/` }],
    })
    expect(outcome.cookies).toEqual(['a'])
  })

  test('WebKitGTK holds a cookie for a parent of the page for its own', () => {
    const url = 'http://api.app.localhost:4000/c/1'
    const outcome = (set: string) => one(setBy(url, set), { engine: 'webkitgtk' }).setCookies[0]?.reasons
    expect(outcome('a=1; Domain=app.localhost')).toEqual([])
    expect(outcome('a=1')).toEqual(['UserPreferences'])
  })
})
