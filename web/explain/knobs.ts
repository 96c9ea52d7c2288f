import type { Reason, Sighting } from './sighting.ts'

/** Where the lab's knobs have to stand: path → value, as its settings have them. */
export type Knobs = Readonly<Record<string, unknown>>

/** A form's content type spares the login its preflight, so that the answer itself is what fails. */
const simple = { 'client.contentType': 'application/x-www-form-urlencoded' }
const raw = { 'cors.policy': 'raw' }

type Make = (told: Sighting, page: string) => Knobs

const allows = (origin: string): [string, string][] => [
  ['Access-Control-Allow-Origin', origin],
  ['Access-Control-Allow-Credentials', 'true'],
]
const forPreflight = (origin: string): [string, string][] => [
  ...allows(origin),
  ['Access-Control-Allow-Methods', 'GET,POST,PUT,PATCH'],
  ['Access-Control-Allow-Headers', 'content-type,authorization'],
]
const both = (origin: string): Knobs => ({
  ...raw,
  'cors.preflightHeaders': forPreflight(origin),
  'cors.answerHeaders': allows(origin),
})
const preflightOf = (page: string, more: Knobs, headers = forPreflight(page)): Knobs => ({
  ...raw,
  'cors.preflightHeaders': headers,
  'cors.answerHeaders': allows(page),
  ...more,
})

/** A value from the message, where the lab can send it. */
const value = (told: Sighting, otherwise: string) =>
  told.value && /^[\x20-\x7e]{1,200}$/.test(told.value) ? told.value : otherwise

const origins: Record<string, Make> = {
  MissingAllowOriginHeader: () => ({ 'cors.policy': 'off' }),
  WildcardOriginNotAllowed: () => both('*'),
  MultipleAllowOriginValues: (told, page) => both(value(told, `${page}, *`)),
  InvalidAllowOriginValue: (told) => both(value(told, 'app.localhost')),
  AllowOriginMismatch: (told) => both(value(told, 'http://other.localhost')),
  InvalidAllowCredentials: () => ({ 'cors.credentials': false }),
}

const KNOBS: Partial<Record<Reason, Make>> = {
  PreflightInvalidStatus: ({ status }, page) =>
    preflightOf(page, { 'cors.preflightStatus': status && status >= 400 && status < 600 ? status : 404 }),
  PreflightDisallowedRedirect: () => ({ 'cors.policy': 'preflight-redirected' }),
  InvalidAllowMethodsPreflightResponse: (_, page) =>
    preflightOf(page, {}, [...allows(page), ['Access-Control-Allow-Methods', 'GET PUT']]),
  InvalidAllowHeadersPreflightResponse: (_, page) =>
    preflightOf(page, {}, [...allows(page), ['Access-Control-Allow-Headers', 'content-type accept']]),
  MethodDisallowedByPreflightResponse: ({ method }) => ({
    'client.method': method?.toUpperCase() === 'PATCH' ? 'PATCH' : 'PUT',
    'cors.allowMethods': ['GET', 'HEAD', 'POST'],
  }),
  HeaderDisallowedByPreflightResponse: ({ header = 'x-requested-with' }) => {
    if (/^authorization$/i.test(header))
      return { credential: 'bearer', 'cors.allowHeaders': ['content-type'] }
    if (/^content-type$/i.test(header)) return { 'cors.allowHeaders': ['authorization'] }
    return { 'client.header': `${header}: lab`, 'cors.allowHeaders': ['content-type', 'authorization'] }
  },
  SameSiteStrict: () => ({ 'cookie.sameSite': 'Strict' }),
  SameSiteLax: () => ({ 'cookie.sameSite': 'Lax' }),
  SameSiteUnspecifiedTreatedAsLax: () => ({ 'cookie.sameSite': 'unset' }),
  SameSiteNoneInsecure: () => ({ 'cookie.secure': false, 'cookie.partitioned': false }),
  UserPreferences: () => ({ 'cookie.partitioned': false }),
  InvalidDomain: () => ({ 'cookie.domain': 'localhost' }),
  InvalidPrefix: () => ({ 'cookie.prefix': '__Host-', 'cookie.path': '/elsewhere' }),
  NotOnPath: () => ({ 'cookie.path': '/elsewhere' }),
  CredentialsMode: () => ({ 'client.withCredentials': false }),
}

/**
 * The knobs that bring a message about in the lab; null where it cannot be brought about there.
 * @param page the origin of the lab's page
 */
export function knobsFor(told: Sighting, reason: Reason, page: string): Knobs | null {
  const own = KNOBS[reason]
  if (own) return own(told, page)
  const ofPreflight = reason.startsWith('Preflight')
  const make = origins[ofPreflight ? reason.slice('Preflight'.length) : reason]
  return make ? { ...make(told, page), ...(ofPreflight ? {} : simple) } : null
}
