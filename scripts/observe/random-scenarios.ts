import fc from 'fast-check'
import type { Exchange, Header, Scenario } from '../../web/browser/scenario.ts'

/** The ports that random scenarios use. */
export interface Ports {
  page: number
  securePage: number
  api: number
  secureApi: number
}

/** Stands for the scenario's id in its URLs and cookie names: by these, scenarios that run side by side are told apart. */
const ID = '~'

/** Scenarios as people meet them, right and wrong in all the ways that the model knows; nothing in them needs time. */
export function randomScenarios(
  ports: Ports,
  seed: number,
  count: number,
  browser: Scenario['browser'],
): Scenario[] {
  return fc
    .sample(scenarios(ports), { seed, numRuns: count })
    .map((scenario, index) => named({ ...scenario, browser }, `s${index}x`))
}

/** The same scenario under another id. */
export function named(scenario: Scenario, id: string): Scenario {
  const text = JSON.stringify({ ...scenario, id: ID }).replaceAll(scenario.id ?? ID, id)
  return { ...JSON.parse(text.replaceAll(ID, id)) }
}

function scenarios({ page, securePage, api, secureApi }: Ports): fc.Arbitrary<Scenario> {
  const pages = [
    `http://app.localhost:${page}`,
    `https://app.localhost:${securePage}`,
    `http://evil.localhost:${page}`,
    `http://localhost:${page}`,
    `http://127.0.0.1:${page}`,
  ]
  const origins = [
    ...pages,
    `http://app.localhost:${api}`,
    `http://api.app.localhost:${api}`,
    `http://api.localhost:${api}`,
    `https://api.localhost:${secureApi}`,
    `https://api.app.localhost:${secureApi}`,
    `http://127.0.0.1:${api}`,
  ]
  return weighted<string>([6, pages[0] ?? ''], ...pages.map((one): [number, string] => [1, one])).chain(
    (from) =>
      fc.record({
        id: fc.constant(ID),
        browser: fc.constant({ engine: 'spec' as const }),
        page: fc.constant(`${from}/page`),
        jar: fc.array(jarEntry(origins), { maxLength: 2 }),
        exchanges: fc
          .tuple(
            fc.constantFrom(...origins),
            fc.array(exchange(from, origins), { minLength: 1, maxLength: 3 }),
          )
          .map(([to, list]) => list.map((one, n) => at(one, `${to}/c/${ID}/${n}`))),
      }),
  )
}

const at = (exchange: Exchange, url: string): Exchange => ({
  ...exchange,
  request: { ...exchange.request, url },
})

/** Values with how often each comes. */
const weighted = <T>(...values: [number, T][]) =>
  fc.oneof(...values.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })))

const cookie = fc
  .record({
    prefix: weighted([6, ''], [1, '__Host-'], [1, '__Secure-']),
    name: fc.constantFrom('a', 'b', 'c'),
    value: fc.nat(),
    attributes: fc.subarray([
      'Secure',
      'HttpOnly',
      'Partitioned',
      'Path=/',
      'Path=/c',
      'Path=/other',
      'Domain=app.localhost',
      'Domain=localhost',
      'SameSite=None',
      'SameSite=Lax',
      'SameSite=Strict',
      'Max-Age=600',
      'Max-Age=0',
    ]),
    likely: weighted(
      [2, []],
      [1, ['SameSite=None', 'Secure']],
      [1, ['SameSite=None', 'Secure', 'Partitioned']],
    ),
  })
  .map(({ prefix, name, value, attributes, likely }) =>
    [`${prefix}${ID}${name}=${value}`, ...likely, ...attributes.slice(0, 4)].join('; '),
  )

const jarEntry = (origins: string[]) =>
  fc.record({ url: fc.constantFrom(...origins).map((origin) => `${origin}/c/jar`), setCookie: cookie })

/** The CORS headers of an answer: mostly right, each wrong now and then. */
function corsHeaders(page: string): fc.Arbitrary<Header[]> {
  const header = (name: string, values: fc.Arbitrary<string | null>) =>
    values.map((value): Header[] => (value === null ? [] : [[name, value]]))
  return fc
    .tuple(
      header(
        'Access-Control-Allow-Origin',
        weighted([8, page], [2, '*'], [1, null], [1, `${page}/`], [1, 'null'], [1, `${page}, *`]),
      ),
      header('Access-Control-Allow-Credentials', weighted([6, 'true'], [1, null], [1, 'True'], [1, 'false'])),
      header(
        'Access-Control-Allow-Methods',
        weighted([4, 'GET, PUT, PATCH, DELETE, PROPFIND'], [1, '*'], [1, null], [1, 'put'], [1, 'GET,']),
      ),
      header(
        'Access-Control-Allow-Headers',
        weighted([4, 'content-type, authorization, x-test'], [1, '*'], [1, null], [1, 'Content-Type']),
      ),
      header('Access-Control-Max-Age', weighted([2, null], [1, '600'], [1, '0'], [1, '-1'], [1, 'x'])),
      header('Access-Control-Expose-Headers', weighted([3, null], [1, 'X-A'], [1, '*'])),
      header('Cross-Origin-Resource-Policy', weighted([9, null], [1, 'same-origin'], [1, 'same-site'])),
    )
    .map((headers) => headers.flat())
}

function exchange(page: string, origins: string[]): fc.Arbitrary<Exchange> {
  const preflight = fc.record({
    status: weighted([6, 204], [3, 200], [1, 401], [1, 302]),
    headers: corsHeaders(page),
  })
  const answer = (location: fc.Arbitrary<string>) =>
    fc
      .record({
        status: weighted([8, 200], [1, 401], [1, 500], [1, 302], [1, 303], [1, 307]),
        headers: corsHeaders(page),
        cookies: fc.array(cookie, { maxLength: 2 }),
        location,
      })
      .map(({ status, headers, cookies, location }) => ({
        status,
        headers: [
          ['Cache-Control', 'no-store'],
          ['Content-Type', 'text/plain'],
          ['X-A', '1'],
          ...headers,
          ...cookies.map((line): Header => ['Set-Cookie', line]),
          ...(status > 300 && status < 400 ? [['Location', location] satisfies Header] : []),
        ] satisfies Header[],
      }))
  const target = fc.tuple(fc.constantFrom(...origins), fc.nat({ max: 1_000_000 }))
  const location = target.map(([origin, number]) => `${origin}/c/${ID}/hop${number}`)
  return fc.record({
    request: fc.oneof({ weight: 9, arbitrary: byFetch }, { weight: 1, arbitrary: byElement }),
    preflight,
    response: answer(location),
    redirects: fc.array(fc.record({ preflight, response: answer(location) }), { minLength: 2, maxLength: 2 }),
  })
}

const byFetch = fc
  .record({
    method: weighted(
      [6, 'GET'],
      [3, 'POST'],
      [1, 'HEAD'],
      [2, 'PUT'],
      [1, 'put'],
      [1, 'patch'],
      [1, 'PROPFIND'],
    ),
    headers: fc.subarray<Header>([
      ['Content-Type', 'application/json'],
      ['Authorization', 'Bearer abc'],
      ['X-Test', '1'],
      ['Accept-Language', 'en'],
    ]),
    mode: weighted([10, 'cors' as const], [1, 'no-cors' as const], [1, 'same-origin' as const]),
    credentials: weighted([4, 'include' as const], [2, 'same-origin' as const], [1, 'omit' as const]),
    redirect: weighted([6, 'follow' as const], [1, 'manual' as const], [1, 'error' as const]),
    body: weighted([2, undefined], [1, 'a=1']),
  })
  .map(({ body, ...request }) => ({
    url: '',
    ...request,
    ...(body !== undefined && request.method !== 'GET' && request.method !== 'HEAD' && { body }),
  }))

const byElement = fc.constantFrom(
  { url: '', via: 'image' as const },
  { url: '', via: 'link' as const },
  { url: '', via: 'form' as const, method: 'POST', body: 'a=1' },
)
