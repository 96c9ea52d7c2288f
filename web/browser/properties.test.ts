import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLAUSES } from './clauses.ts'
import { profileOf } from './engines/profile.ts'
import { parseScenario } from './parse.ts'
import { predict } from './predict.ts'
import { REASONS } from './reasons.ts'
import {
  CREDENTIALS_MODES,
  ENGINES,
  type Exchange,
  type Header,
  INITIATORS,
  REDIRECT_MODES,
  REQUEST_MODES,
  type Scenario,
  THIRD_PARTY_POLICIES,
} from './scenario.ts'

const NOW = Date.UTC(2026, 10, 1)
const ORIGINS = [
  'http://app.localhost:5173',
  'http://app.localhost:4000',
  'http://api.app.localhost:4000',
  'http://api.localhost:4000',
  'https://api.localhost:4443',
  'https://app.localhost:5443',
  'http://localhost:4000',
  'http://127.0.0.1:4000',
  'http://shop.example.co.uk',
  'https://user:secret@api.example.com:25',
]

const origin = fc.constantFrom(...ORIGINS)
const url = fc.tuple(origin, fc.constantFrom('/', '/c/1', '/other', '/c/')).map(([base, path]) => base + path)
const page = fc.oneof(url, fc.constant('data:text/html,page'), fc.constant('about:blank'))

const headerValue = fc.oneof(
  origin,
  fc.constantFrom(
    '*',
    'null',
    'true',
    'GET, PUT',
    '600',
    '',
    ' true ',
    'authorization, x-test',
    '-1',
    '/hop',
  ),
  fc.string(),
)
const header = fc.tuple(
  fc.oneof(
    fc.constantFrom(
      'Access-Control-Allow-Origin',
      'access-control-allow-credentials',
      'Access-Control-Allow-Methods',
      'Access-Control-Allow-Headers',
      'Access-Control-Max-Age',
      'Access-Control-Expose-Headers',
      'Cross-Origin-Resource-Policy',
      'Location',
    ),
    fc.string(),
  ),
  headerValue,
)

const cookieName = fc.constantFrom('a', 'b', '__Host-a', '__secure-b', '')
const attribute = fc.oneof(
  fc.constantFrom(
    'Secure',
    'HttpOnly',
    'Partitioned',
    'SameSite=None',
    'SameSite=Lax',
    'SameSite=Strict',
    'Path=/',
    'Path=/c',
    'Domain=app.localhost',
    'Domain=localhost',
    'Domain=127.0.0.1',
    'Max-Age=0',
    'Max-Age=600',
    'Expires=Thu, 01 Jan 1970 00:00:00 GMT',
  ),
  fc.string(),
)
const setCookie = fc
  .tuple(cookieName, fc.constantFrom('1', '2', ''), fc.array(attribute, { maxLength: 5 }))
  .map(([name, value, attributes]) => [`${name}=${value}`, ...attributes].join('; '))
const setCookieHeader = fc.tuple(
  fc.constantFrom('Set-Cookie', 'set-cookie'),
  fc.oneof(setCookie, fc.string()),
)

const answer = fc.record({
  status: fc.constantFrom(200, 204, 301, 302, 303, 307, 308, 401, 404, 500),
  headers: fc.array(fc.oneof(header, setCookieHeader), { maxLength: 6 }),
})
const request = fc.record(
  {
    url,
    via: fc.constantFrom(...INITIATORS),
    method: fc.oneof(fc.constantFrom('GET', 'POST', 'put', 'PATCH', 'TRACE', 'HEAD'), fc.string()),
    headers: fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom('Authorization', 'Content-Type', 'X-Test', 'Range', 'Cookie'), fc.string()),
        fc.oneof(fc.constantFrom('application/json', 'text/plain', 'bytes=0-'), fc.string()),
      ),
      { maxLength: 4 },
    ),
    body: fc.string(),
    mode: fc.constantFrom(...REQUEST_MODES),
    credentials: fc.constantFrom(...CREDENTIALS_MODES),
    redirect: fc.constantFrom(...REDIRECT_MODES),
  },
  { requiredKeys: ['url'] },
)
const exchange: fc.Arbitrary<Exchange> = fc.record(
  {
    wait: fc.nat({ max: 10_000 }),
    request,
    preflight: answer,
    response: answer,
    redirects: fc.array(fc.record({ preflight: answer, response: answer }, { requiredKeys: ['response'] }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: ['request', 'response'] },
)
const scenario: fc.Arbitrary<Scenario> = fc.record(
  {
    browser: fc.record(
      { engine: fc.constantFrom(...ENGINES), thirdPartyCookies: fc.constantFrom(...THIRD_PARTY_POLICIES) },
      { requiredKeys: ['engine'] },
    ),
    page,
    jar: fc.array(fc.record({ url, setCookie }), { maxLength: 4 }),
    exchanges: fc.array(exchange, { maxLength: 4 }),
  },
  { requiredKeys: ['browser', 'page', 'exchanges'] },
)

function withoutSteps(given: Scenario) {
  return predict(given, { now: NOW })
}

test('any scenario has an outcome, with one entry for each exchange and each Set-Cookie line', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      const { exchanges } = withoutSteps(given)
      expect(exchanges).toHaveLength(given.exchanges.length)
      for (const [i, outcome] of exchanges.entries()) {
        const lines = given.exchanges[i]?.response.headers.filter(
          ([name]) => name.toLowerCase() === 'set-cookie',
        )
        expect(outcome.setCookies).toHaveLength(outcome.sent ? (lines?.length ?? 0) : 0)
      }
    }),
  )
})

test('whatever is refused has a reason of the vocabulary, and whatever passes has none', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      for (const outcome of withoutSteps(given).exchanges) {
        expect(outcome.blockedBy !== null).toBe(outcome.result === 'blocked')
        for (const cookie of outcome.setCookies) expect(cookie.reasons.length === 0).toBe(cookie.stored)
        for (const cookie of outcome.withheld) expect(cookie.reasons).not.toHaveLength(0)
        const reasons = [...outcome.setCookies, ...outcome.withheld].flatMap((cookie) => cookie.reasons)
        for (const reason of [...reasons, outcome.blockedBy ?? 'MixedContent'])
          expect(REASONS).toContain(reason)
      }
    }),
  )
})

test('the outcome is the same with and without steps', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      const traced = predict(given, { now: NOW, steps: true })
      for (const outcome of traced.exchanges) delete outcome.steps
      expect(traced).toEqual(withoutSteps(given))
    }),
  )
})

test('every step is a known rule with a source: its clause, or the evidence of a deviation', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      const deviations = [...profileOf(given.browser.engine).because.values()].map(({ source }) => source)
      for (const outcome of predict(given, { now: NOW, steps: true }).exchanges) {
        for (const step of outcome.steps ?? []) {
          const clause = Object.entries(CLAUSES).find(([rule]) => rule === step.rule)?.[1]
          expect([clause, ...deviations]).toContain(step.source)
          expect(step.text).toMatch(/\.$/)
        }
      }
    }),
  )
})

test('a scenario is accepted as it is, and the same one again gives the same outcome', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      expect(parseScenario(given)).toEqual({ scenario: given })
      expect(withoutSteps(given)).toEqual(withoutSteps(given))
    }),
  )
})

function mapHeaders(given: Scenario, change: (header: Header) => Header): Scenario {
  const answer = <T extends { headers: Header[] }>(each: T): T => ({
    ...each,
    headers: each.headers.map(change),
  })
  return {
    ...given,
    exchanges: given.exchanges.map((each) => ({
      ...each,
      ...(each.preflight === undefined ? {} : { preflight: answer(each.preflight) }),
      response: answer(each.response),
      redirects: (each.redirects ?? []).map((hop) => ({
        ...(hop.preflight === undefined ? {} : { preflight: answer(hop.preflight) }),
        response: answer(hop.response),
      })),
    })),
  }
}

function withRedirects(given: Scenario): Scenario {
  return mapHeaders(given, (each) => each)
}

test('the case of a response header name never matters', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      const shouted = mapHeaders(given, ([name, value]) => [
        name.replace(/[a-z]+/g, (s) => s.toUpperCase()),
        value,
      ])
      expect(withoutSteps(shouted)).toEqual(withoutSteps(withRedirects(given)))
    }),
  )
})

const LISTS = /^access-control-(allow-methods|allow-headers|expose-headers)$/i

test('white space around the items of a list and around a value never matters', () => {
  fc.assert(
    fc.property(scenario, fc.constantFrom(' ', '\t', ' \t '), (given, space) => {
      const spaced = mapHeaders(given, ([name, value]) => {
        if (LISTS.test(name)) return [name, `${space}${value.split(',').join(`${space},${space}`)}${space}`]
        return name.toLowerCase().startsWith('access-control-')
          ? [name, `${space}${value}${space}`]
          : [name, value]
      })
      expect(withoutSteps(spaced)).toEqual(withoutSteps(withRedirects(given)))
    }),
  )
})

test('the case of a request header name never matters', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      const shouted: Scenario = {
        ...given,
        exchanges: given.exchanges.map((each) => ({
          ...each,
          request: {
            ...each.request,
            headers: (each.request.headers ?? []).map(
              ([name, value]): Header => [name.replace(/[a-z]+/g, (s) => s.toUpperCase()), value],
            ),
          },
        })),
      }
      expect(withoutSteps(shouted)).toEqual(withoutSteps(given))
    }),
  )
})

test('a Set-Cookie for one name never removes a cookie of another', () => {
  const engine = fc.constantFrom(...ENGINES)
  fc.assert(
    fc.property(engine, fc.array(setCookie, { maxLength: 40 }), (name, lines) => {
      const keeper = 'https://app.localhost:5443/'
      const visit: Exchange = {
        request: { url: keeper, via: 'link' },
        response: { status: 200, headers: [] },
      }
      const { exchanges } = predict(
        {
          browser: { engine: name },
          page: keeper,
          jar: [
            { url: keeper, setCookie: 'keeper=1; Secure; Path=/' },
            ...lines.map((line) => ({ url: keeper, setCookie: line })),
          ],
          exchanges: [visit],
        },
        { now: NOW },
      )
      expect(exchanges[0]?.cookies).toContain('keeper')
    }),
  )
})

test.each([undefined, null, 1, 'x', [], {}, { browser: {} }])(
  'a malformed scenario is an error, not a throw: %j',
  (value) => {
    expect(parseScenario(value)).toHaveProperty('error')
  },
)

test('anything at all is a scenario or an error', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const parsed = parseScenario(value)
      expect('error' in parsed || 'scenario' in parsed).toBe(true)
    }),
  )
})
