import { predict } from '../browser/predict.ts'
import type { Answer, Exchange, Header, Scenario } from '../browser/scenario.ts'
import { ASSUMED, type Setting } from './faults.ts'
import { soundAnswers } from './scenario.ts'
import type { Reason } from './sighting.ts'

/** One line to change. */
export interface Change {
  where: 'preflight' | 'answer' | 'client'
  name: string
  /** As it is; null where nothing is there, or where nobody told. */
  old: string | null
  /** As it should be; null where it should go. */
  new: string | null
}

/** A way out that the model has tried. */
export interface Way {
  title: string
  changes: Change[]
  /** The scenario after the changes. */
  scenario: Scenario
}

/** @param refused the cookies that are not stored, by name */
type Edit = (exchange: Exchange, setting: Setting, refused: ReadonlySet<string>) => Exchange
interface Proposal {
  title: string
  edit: Edit
}

const server: Proposal = {
  title: 'Let the server name the page’s origin',
  edit: (exchange, { origin }) => ({
    ...exchange,
    ...keptCookies(exchange, soundAnswers(origin, exchange.request)),
  }),
}
const titled = (title: string): Proposal => ({ ...server, title })
const client = (title: string, request: Partial<Exchange['request']>): Proposal => ({
  title,
  edit: (exchange) => ({ ...exchange, request: { ...exchange.request, ...request } }),
})
const withoutCredentials = client('Or send the request without credentials', { credentials: 'same-origin' })
const upperCase: Proposal = {
  title: 'Write the method in upper case',
  edit: (exchange) => ({
    ...exchange,
    request: { ...exchange.request, method: (exchange.request.method ?? 'GET').toUpperCase() },
  }),
}
const cookieLine = (title: string, rewrite: (line: string) => string): Proposal => ({
  title,
  edit: (exchange, _, refused) => ({
    ...exchange,
    response: {
      ...exchange.response,
      headers: exchange.response.headers.map(([name, value]): Header => {
        return isSetCookie(name) && (refused.has(nameIn(value)) || refused.has(''))
          ? [name, rewrite(value)]
          : [name, value]
      }),
    },
  }),
})
const isSetCookie = (name: string) => /^set-cookie$/i.test(name)
const nameIn = (line: string) => line.split(/[=;]/, 1)[0]?.trim() ?? ''
const without = (line: string, ...names: string[]) =>
  line
    .split(/;\s*/)
    .filter((part, i) => i === 0 || !names.some((name) => part.toLowerCase().startsWith(name)))
    .join('; ')
const none = cookieLine(
  'Set SameSite=None; Secure',
  (line) => `${without(line, 'samesite', 'secure')}; SameSite=None; Secure`,
)
const partitioned = cookieLine(
  'Set SameSite=None; Secure; Partitioned',
  (line) => `${without(line, 'samesite', 'secure', 'partitioned')}; SameSite=None; Secure; Partitioned`,
)
const overHttps: Proposal = {
  title: 'Serve the API over https',
  edit: (exchange) => ({
    ...exchange,
    request: { ...exchange.request, url: exchange.request.url.replace(/^http:/, 'https:') },
  }),
}

const corsMode: Proposal = {
  title: 'Use mode cors, and let the server name the page’s origin',
  edit(exchange, { origin }) {
    const request = { ...exchange.request, mode: 'cors' as const }
    return { ...exchange, request, ...keptCookies(exchange, soundAnswers(origin, request)) }
  },
}

const origin = [server, withoutCredentials]
const PROPOSALS: Partial<Record<Reason, Proposal[]>> = {
  MissingAllowOriginHeader: [server],
  WildcardOriginNotAllowed: origin,
  MultipleAllowOriginValues: [titled('Send one origin, once'), withoutCredentials],
  InvalidAllowOriginValue: [titled('Write the origin in full'), withoutCredentials],
  AllowOriginMismatch: [titled('Answer with exactly the page’s origin')],
  InvalidAllowCredentials: [titled('Allow credentials'), withoutCredentials],
  PreflightInvalidStatus: [titled('Answer OPTIONS before authentication and routing')],
  PreflightDisallowedRedirect: [titled('Answer OPTIONS where it is asked, without a redirect')],
  InvalidAllowMethodsPreflightResponse: [titled('Write the methods with commas between them')],
  InvalidAllowHeadersPreflightResponse: [titled('Write the headers with commas between them')],
  MethodDisallowedByPreflightResponse: [upperCase, titled('List the method')],
  HeaderDisallowedByPreflightResponse: [
    titled('List the header'),
    client('Or leave the header out', { headers: [] }),
  ],
  RedirectContainsCredentials: [titled('Redirect to a URL without user name and password')],
  DisallowedByMode: [client('Use mode cors', { mode: 'cors' })],
  MixedContent: [overHttps],
  CorpNotSameOrigin: [corsMode],
  CorpNotSameSite: [corsMode],
  SameSiteStrict: [none, partitioned],
  SameSiteLax: [none, partitioned],
  SameSiteUnspecifiedTreatedAsLax: [none, partitioned],
  SameSiteNoneInsecure: [none, partitioned],
  UserPreferences: [partitioned],
  SecureOnly: [overHttps],
  InvalidDomain: [cookieLine('Leave Domain out', (line) => without(line, 'domain'))],
  InvalidPrefix: [
    cookieLine(
      'Keep to the prefix’s rules',
      (line) => `${without(line, 'path', 'domain', 'secure')}; Path=/; Secure`,
    ),
  ],
  UnknownError: [partitioned, cookieLine('Or leave Partitioned out', (line) => without(line, 'partitioned'))],
  NameValuePairExceedsMaxSize: [
    cookieLine('Keep the data at the server, and an identifier in the cookie', (line) =>
      line.replace(/=x+/, '=id'),
    ),
  ],
  CredentialsMode: [client('Send credentials: "include"', { credentials: 'include' })],
}

/** What is wrong with a preflight's origin is mended as in an answer. */
const proposalsFor = (reason: Reason): readonly Proposal[] =>
  PROPOSALS[reason] ?? Object.entries(PROPOSALS).find(([name]) => `Preflight${name}` === reason)?.[1] ?? []

/** The ways out of a faulty scenario, those alone after which the model lets pass what the reason held up. */
export function waysOut(scenario: Scenario, setting: Setting, reason: Reason): Way[] {
  const [exchange] = scenario.exchanges
  if (!exchange) return []
  const refused = new Set(
    outcomeOf(scenario)?.setCookies.flatMap(({ name, reasons }) => (reasons.includes(reason) ? [name] : [])),
  )
  return proposalsFor(reason).flatMap(({ title, edit }) => {
    const edited = keptLists(exchange, edit(exchange, setting, refused), (one) =>
      helps({ ...scenario, exchanges: [one] }, refused),
    )
    const after: Scenario = { ...scenario, exchanges: [edited] }
    const changes = changesBetween(exchange, edited)
    return changes.length > 0 && helps(after, refused) ? [{ title, changes, scenario: after }] : []
  })
}

/** What a preflight already allows stays allowed: its lists as they were where that is enough, else with what they lack. */
function keptLists(before: Exchange, after: Exchange, isEnough: (exchange: Exchange) => boolean): Exchange {
  let edited = after
  for (const name of ['Access-Control-Allow-Methods', 'Access-Control-Allow-Headers']) {
    const old = before.preflight && valueIn(before.preflight, name)
    const { preflight } = edited
    if (!preflight || !old) continue
    const others = preflight.headers.filter(([one]) => one !== name)
    const withList = (list: string): Exchange => ({
      ...edited,
      preflight: { ...preflight, headers: [...others, [name, list]] },
    })
    edited = [old, joined(old, valueIn(preflight, name) ?? '')].map(withList).find(isEnough) ?? edited
  }
  return edited
}

/** Two lists as one. The wildcard goes, since what is named needs none. */
function joined(...lists: string[]): string {
  const names = lists.flatMap((list) => list.split(/\s*,\s*/)).filter((name) => name !== '' && name !== '*')
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].join(', ')
}

const outcomeOf = (scenario: Scenario) => predict(scenario).exchanges[0]

/** The cookies are stored, or, where none was refused, the answer can be read. */
function helps(after: Scenario, refused: ReadonlySet<string>): boolean {
  const outcome = outcomeOf(after)
  if (refused.size === 0) return outcome?.result === 'readable'
  return outcome?.setCookies.every(({ name, stored }) => stored || !refused.has(name)) ?? false
}

/** The sound answers with the cookies of the faulty one. */
function keptCookies({ response }: Exchange, sound: ReturnType<typeof soundAnswers>) {
  const cookies = response.headers.filter(([name]) => isSetCookie(name))
  return { ...sound, response: { ...sound.response, headers: [...sound.response.headers, ...cookies] } }
}

function changesBetween(before: Exchange, after: Exchange): Change[] {
  const asked = (exchange: Exchange) => ({
    url: exchange.request.url,
    method: exchange.request.method ?? 'GET',
    mode: exchange.request.mode ?? 'cors',
    credentials: exchange.request.credentials ?? 'same-origin',
    headers: (exchange.request.headers ?? []).map(([name]) => name).join(', '),
  })
  const [was, is] = [asked(before), asked(after)]
  const keys = ['url', 'method', 'mode', 'credentials', 'headers'] as const
  return [
    ...keys
      .filter((key) => was[key] !== is[key])
      .map((key): Change => ({ where: 'client', name: key, old: was[key] || null, new: is[key] || null })),
    ...answerChanges('preflight', before.preflight, after.preflight),
    ...answerChanges('answer', before.response, after.response),
  ]
}

function answerChanges(where: Change['where'], before?: Answer, after?: Answer): Change[] {
  if (!before || !after) return []
  const names = new Map([...before.headers, ...after.headers].map(([name]) => [name.toLowerCase(), name]))
  const status: Change[] =
    before.status === after.status || (before.status >= 200 && before.status <= 299)
      ? []
      : [{ where, name: 'status', old: String(before.status), new: String(after.status) }]
  return [
    ...(where === 'preflight' ? status : []),
    ...[...names.values()].flatMap((name) =>
      isSetCookie(name) ? cookieChanges(where, before, after) : headerChange(where, name, before, after),
    ),
  ]
}

function headerChange(where: Change['where'], name: string, before: Answer, after: Answer): Change[] {
  const [old, now] = [valueIn(before, name), valueIn(after, name)]
  const told = old?.includes(new URL(ASSUMED).host) ? null : old
  const matters = name.toLowerCase().startsWith('access-control-') || /^(vary|location)$/i.test(name)
  return old === now || told === now || !matters ? [] : [{ where, name, old: told, new: now }]
}

function cookieChanges(where: Change['where'], before: Answer, after: Answer): Change[] {
  const lines = ({ headers }: Answer) =>
    headers.flatMap(([name, value]) => (isSetCookie(name) ? [value] : []))
  const now = lines(after)
  return lines(before).flatMap((old, i) =>
    old === now[i] ? [] : [{ where, name: 'Set-Cookie', old, new: now[i] ?? null }],
  )
}

const valueIn = ({ headers }: Answer, name: string) => {
  const values = headers.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, value]) => value)
  return values.length > 0 ? values.join(', ') : null
}
