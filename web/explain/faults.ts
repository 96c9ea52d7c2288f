import type { Answer, Header, Scenario, ScenarioRequest } from '../browser/scenario.ts'
import type { Reason, Sighting } from './sighting.ts'

/** What stands in for a value that the message does not tell; it is never shown as the person's own. */
export const ASSUMED = 'https://other.invalid'

/** Where a request goes and from where, with what is needed to write its answers. */
export interface Setting {
  page: string
  origin: string
  url: string
}

/** The parts of a scenario that a fault decides; the rest is sound. */
export interface Fault {
  request?: Partial<ScenarioRequest>
  /** The answer to the preflight, where it is not the sound one. */
  preflight?: Answer
  /** The answer to the request itself, where it is not the sound one. */
  response?: Answer
  jar?: Scenario['jar']
}

type Make = (setting: Setting, told: Sighting) => Fault

const answer = (headers: Header[], status = 200): Answer => ({ status, headers })

const allows = (origin: string): Header[] => [
  ['Access-Control-Allow-Origin', origin],
  ['Access-Control-Allow-Credentials', 'true'],
]

const include = { credentials: 'include' } as const
/** A request that is preflighted: for the method that was told, else for a header. */
const preflighted = ({ method, header }: Sighting): Partial<ScenarioRequest> => ({
  ...include,
  ...(method && { method }),
  headers: [requestHeader(header ?? 'content-type')],
})

/** A header with a value that no script may send without a preflight. */
export function requestHeader(name: string): Header {
  if (/^authorization$/i.test(name)) return [name, 'Bearer token']
  return [name, /^content-type$/i.test(name) ? 'application/json' : 'value']
}

/** One fault for the answer to the request, and the same for a preflight's. */
const inAnswer =
  (
    headers: (setting: Setting, told: Sighting) => Header[],
    request: Partial<ScenarioRequest> = include,
  ): Make =>
  (setting, told) => ({ request, response: answer(headers(setting, told), told.status) })

const inPreflight =
  (headers: (setting: Setting, told: Sighting) => Header[]): Make =>
  (setting, told) => ({ request: preflighted(told), preflight: answer(headers(setting, told), 204) })

const missing = (): Header[] => []
const wildcard = (): Header[] => allows('*')
const multiple = ({ origin }: Setting, { value }: Sighting): Header[] => allows(value ?? `${origin}, *`)
const invalid = (_: Setting, { value }: Sighting): Header[] => allows(value ?? 'other.invalid')
const mismatch = (_: Setting, { value }: Sighting): Header[] => allows(value ?? ASSUMED)
const withoutCredentials = ({ origin }: Setting, { value }: Sighting): Header[] => [
  ['Access-Control-Allow-Origin', origin],
  ...(value ? [['Access-Control-Allow-Credentials', value] satisfies Header] : []),
]

const setsCookie =
  (line: (name: string) => string, request: Partial<ScenarioRequest> = include): Make =>
  ({ origin }, { cookie = 'sid' }) => ({
    request,
    // A prefix has rules of its own, and this is about another one.
    response: answer([...allows(origin), ['Set-Cookie', line(cookie.replace(/^__(Host|Secure)-/i, ''))]]),
  })

/** For each reason a scenario in which the model blocks, refuses or withholds by it. */
export const FAULTS: Partial<Record<Reason, Make>> = {
  MissingAllowOriginHeader: inAnswer(missing, {}),
  WildcardOriginNotAllowed: inAnswer(wildcard),
  MultipleAllowOriginValues: inAnswer(multiple),
  InvalidAllowOriginValue: inAnswer(invalid),
  AllowOriginMismatch: inAnswer(mismatch),
  InvalidAllowCredentials: inAnswer(withoutCredentials),
  PreflightMissingAllowOriginHeader: inPreflight(missing),
  PreflightWildcardOriginNotAllowed: inPreflight(wildcard),
  PreflightMultipleAllowOriginValues: inPreflight(multiple),
  PreflightInvalidAllowOriginValue: inPreflight(invalid),
  PreflightAllowOriginMismatch: inPreflight(mismatch),
  PreflightInvalidAllowCredentials: inPreflight(withoutCredentials),
  PreflightInvalidStatus: ({ origin }, told) => ({
    request: preflighted(told),
    preflight: answer(allows(origin), told.status ?? 404),
  }),
  PreflightDisallowedRedirect: ({ origin }, told) => ({
    request: preflighted(told),
    preflight: answer([...allows(origin), ['Location', `${ASSUMED}/`]], told.status ?? 301),
  }),
  InvalidAllowMethodsPreflightResponse: ({ origin }, told) => ({
    request: preflighted(told),
    preflight: answer([...allows(origin), ['Access-Control-Allow-Methods', 'GET PUT']], 204),
  }),
  InvalidAllowHeadersPreflightResponse: ({ origin }, told) => ({
    request: preflighted(told),
    preflight: answer([...allows(origin), ['Access-Control-Allow-Headers', 'x-one x-two']], 204),
  }),
  MethodDisallowedByPreflightResponse: ({ origin }, { method = 'PUT' }) => ({
    request: { ...include, method },
    preflight: answer(
      [
        ...allows(origin),
        // A method in lower case is most often the client's fault: the server does list it.
        ...(method === method.toUpperCase()
          ? []
          : [['Access-Control-Allow-Methods', method.toUpperCase()] satisfies Header]),
      ],
      204,
    ),
  }),
  HeaderDisallowedByPreflightResponse: ({ origin }, told) => ({
    request: preflighted(told),
    preflight: answer(allows(origin), 204),
  }),
  RedirectContainsCredentials: ({ origin, url }) => ({
    request: include,
    response: answer([...allows(origin), ['Location', url.replace('://', '://name:password@')]], 302),
  }),
  DisallowedByMode: ({ origin }) => ({ request: { mode: 'same-origin' }, response: answer(allows(origin)) }),
  MixedContent: ({ origin }) => ({ request: include, response: answer(allows(origin)) }),
  CorpNotSameOrigin: () => ({
    request: { mode: 'no-cors', credentials: 'include' },
    response: answer([['Cross-Origin-Resource-Policy', 'same-origin']]),
  }),
  CorpNotSameSite: () => ({
    request: { mode: 'no-cors', credentials: 'include' },
    response: answer([['Cross-Origin-Resource-Policy', 'same-site']]),
  }),
  SameSiteStrict: setsCookie((name) => `${name}=1; Path=/; SameSite=Strict`),
  SameSiteLax: setsCookie((name) => `${name}=1; Path=/; SameSite=Lax`),
  SameSiteUnspecifiedTreatedAsLax: setsCookie((name) => `${name}=1; Path=/`),
  SameSiteNoneInsecure: setsCookie((name) => `${name}=1; Path=/; SameSite=None`),
  UserPreferences: setsCookie((name) => `${name}=1; Path=/; SameSite=None; Secure`),
  SecureOnly: setsCookie((name) => `${name}=1; Path=/; Secure; SameSite=None`),
  InvalidDomain: setsCookie((name) => `${name}=1; Path=/; Domain=other.invalid; SameSite=None; Secure`),
  InvalidPrefix: setsCookie((name) => `__Secure-${name}=1; Path=/; SameSite=Lax`),
  UnknownError: setsCookie((name) => `${name}=1; Path=/; SameSite=Lax; Partitioned`),
  NameValuePairExceedsMaxSize: setsCookie(
    (name) => `${name}=${'x'.repeat(4096)}; Path=/; SameSite=None; Secure`,
  ),
  CredentialsMode: setsCookie((name) => `${name}=1; Path=/; SameSite=None; Secure`, {
    credentials: 'same-origin',
  }),
}
