import { nest, valueAt } from '../../api/settings/paths.ts'
import { defaults, knobs, parseSettings, type Settings } from '../../api/settings/settings.ts'
import type { PartName, ReportedPart } from '../../web/browser/report.ts'
import { allTriples, type Parameter } from './triples.ts'

/** One position of the knobs. */
export interface Case {
  /** The moved knobs as text: the same in every run. */
  id: string
  part: PartName
  /** The knobs that stand elsewhere than at their default, path → value. */
  moved: Record<string, unknown>
  settings: Settings
}

const valuesOf = (path: string): unknown[] => {
  const knob = knobs.find((one) => one.path === path)
  const names = Object.keys(knob?.values ?? {})
  return knob?.control === 'switch' ? names.map((name) => name === 'true') : names
}
const all = (...paths: string[]): Parameter[] => paths.map((path) => ({ path, values: valuesOf(path) }))
const some = (path: string, ...values: unknown[]): Parameter => ({ path, values })

/** The ways in which a page's script can ask, each a position of several knobs. */
const CLIENTS = [
  { 'client.library': 'axios', 'client.withCredentials': true },
  { 'client.library': 'axios', 'client.withCredentials': false },
  { 'client.library': 'fetch', 'client.credentials': 'include' },
  { 'client.library': 'fetch', 'client.credentials': 'same-origin' },
  { 'client.library': 'fetch', 'client.credentials': 'omit' },
  { 'client.library': 'fetch', 'client.credentials': 'include', 'client.mode': 'no-cors' },
]

/** CORS policies with which requests of several kinds meet. */
const POLICIES = [
  { 'cors.policy': 'koa-cors' },
  { 'cors.policy': 'koa-cors', 'cors.allowMethods': ['GET', 'POST'], 'cors.allowHeaders': ['content-type'] },
  { 'cors.policy': 'koa-cors', 'cors.origin': '*' },
  { 'cors.policy': 'koa-cors', 'cors.credentials': false },
  { 'cors.policy': 'raw' },
  { 'cors.policy': 'off' },
]

/** Values of knobs that take any text, number or list; a knob without values here stays at its default. */
const TRIED: Record<string, readonly unknown[]> = {
  'client.header': [null, 'X-Requested-With: lab', 'Accept-Language: en'],
  'cors.origin': ['page', 'unset', '*', 'null'],
  'cors.allowMethods': [['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH'], ['GET', 'POST'], []],
  'cors.allowHeaders': [[], ['content-type'], ['*']],
  'cors.exposeHeaders': [[], ['www-authenticate'], ['*']],
  'cors.maxAge': [null, 0, 600],
  'cookie.domain': [null, 'app.localhost', 'api.localhost', 'localhost'],
  'cookie.path': ['/', '/x', '/elsewhere'],
  'cookie.maxAge': [null, 600],
}

/** Knobs by which no request of the story and no answer to it differs. */
const UNSEEN = new Set(['token.keptIn', 'token.secret', 'csrf.transferByGet'])

interface Part {
  name: PartName
  title: string
  how: string
  moved(): Record<string, unknown>[]
}

const PARTS: Part[] = [
  {
    name: 'cookies',
    title: 'Where the cookie comes back',
    how: 'Full product of relation, the page’s scheme, fetch’s credentials mode, SameSite, Secure, Partitioned, and Domain absent or app.localhost.',
    moved: () =>
      product(
        all(
          'relation',
          'page',
          'client.credentials',
          'cookie.sameSite',
          'cookie.secure',
          'cookie.partitioned',
        ),
        [some('cookie.domain', null, 'app.localhost')],
      ).map((moved) => ({ ...moved, 'client.library': 'fetch' })),
  },
  {
    name: 'names',
    title: 'What a cookie may be called and where it may go',
    how: 'Full product of relation, prefix, Secure, Domain (absent, app.localhost, api.localhost, localhost) and Path (/, /x, /elsewhere).',
    moved: () =>
      product(all('relation', 'cookie.prefix', 'cookie.secure'), [
        some('cookie.domain', ...(TRIED['cookie.domain'] ?? [])),
        some('cookie.path', ...(TRIED['cookie.path'] ?? [])),
      ]),
  },
  {
    name: 'cors',
    title: 'What CORS lets the script do',
    how: 'Full product of relation, the four credentials, six ways to ask (axios with and without withCredentials; fetch with each credentials mode and with no-cors) and every CORS policy.',
    moved: () => combine(product(all('relation', 'credential', 'cors.policy'), []), CLIENTS),
  },
  {
    name: 'requests',
    title: 'Which requests are asked for first',
    how: 'Full product of three relations, session cookie and bearer token, method, content type, an extra header (none, safelisted, not safelisted) and six CORS policies.',
    moved: () =>
      combine(
        product(all('client.method', 'client.contentType'), [
          some('relation', 'same-origin', 'other-port', 'cross-site'),
          some('credential', 'session-cookie', 'bearer'),
          some('client.header', ...(TRIED['client.header'] ?? [])),
        ]),
        POLICIES,
      ),
  },
  {
    name: 'triples',
    title: 'All knobs at once',
    how: 'All triples of values of any three knobs, each at least once.',
    moved: () =>
      allTriples(
        knobs
          .filter(({ path }) => !UNSEEN.has(path))
          .map(({ path }) => ({ path, values: TRIED[path] ?? valuesOf(path) }))
          .filter(({ values }) => values.length > 1),
      ),
  },
]

/** Every case once, in the part that has it first. */
export function cases(): { cases: Case[]; parts: ReportedPart[] } {
  const known = new Set<string>()
  const found = PARTS.flatMap(({ name, moved }) =>
    moved().flatMap((values): Case[] => {
      const one = caseOf(name, values)
      if (known.has(one.id)) return []
      known.add(one.id)
      return [one]
    }),
  )
  const parts = PARTS.map(({ name, title, how }) => ({
    name,
    title,
    how,
    cases: found.filter(({ part }) => part === name).length,
  }))
  return { cases: found, parts }
}

export function caseOf(part: PartName, values: Record<string, unknown>): Case {
  const parsed = parseSettings(nest(values))
  if ('errors' in parsed) throw new Error(`${JSON.stringify(values)}: ${JSON.stringify(parsed.errors)}`)
  const moved = Object.fromEntries(
    knobs
      .filter(
        ({ path }) =>
          path in values && JSON.stringify(values[path]) !== JSON.stringify(valueAt(defaults, path)),
      )
      .map(({ path }) => [path, values[path]]),
  )
  return { id: JSON.stringify(moved), part, moved, settings: parsed.settings }
}

function product(...lists: Parameter[][]): Record<string, unknown>[] {
  return lists
    .flat()
    .reduce<Record<string, unknown>[]>(
      (rows, { path, values }) => rows.flatMap((row) => values.map((value) => ({ ...row, [path]: value }))),
      [{}],
    )
}

const combine = (rows: Record<string, unknown>[], more: readonly Record<string, unknown>[]) =>
  rows.flatMap((row) => more.map((one) => ({ ...row, ...one })))
