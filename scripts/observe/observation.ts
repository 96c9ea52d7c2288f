import type { ExchangeOutcome, Header, ScenarioRequest } from '../../web/browser/scenario.ts'
import type { Sent } from '../browsers/driver.ts'
import { includesCredentials, setCookieOutcomes } from './observed-cookies.ts'
import type { Seen } from './stage.ts'

/**
 * What came of an exchange in a real browser: the model's shape, less what this browser does not tell. Only Chromium tells
 * why; Firefox and WebKitGTK leave `blockedBy` out where something was blocked, and `setCookies` and `withheld` where there
 * was something to say.
 */
export type ObservedExchange = Omit<ExchangeOutcome, 'blockedBy' | 'setCookies' | 'withheld' | 'steps'> &
  Partial<Pick<ExchangeOutcome, 'blockedBy' | 'setCookies' | 'withheld'>>

export interface Observation {
  id?: string
  exchanges: ObservedExchange[]
}

/** Headers that belong to the connection, which a server adds by itself. */
const ADDED = new Set(['content-length', 'connection', 'date', 'keep-alive', 'transfer-encoding'])

export const withoutConnectionHeaders = (names: readonly string[]): string[] =>
  names.filter((name) => !ADDED.has(name))

interface Asked {
  request: ScenarioRequest
  /** The page that asked. */
  page: string
  /** The headers with which the server answered the request itself, first hop. */
  answerHeaders: readonly Header[]
  /** Whether a cookie is one of the scenario's: its neighbours in the profile may have others. */
  isOwn: (cookie: string) => boolean
}

export function observedExchange(
  { request, page, answerHeaders, isOwn }: Asked,
  seen: Seen,
  { got, told }: Sent,
): ObservedExchange {
  const pairs = seen.cookiePairs.filter((pair) => isOwn(nameOf(pair)))
  const credentials = includesCredentials(request, page)
  const lines = seen.sent ? setCookieLines(answerHeaders) : []
  const setCookies = setCookieOutcomes(lines, told, credentials)
  const withheld = withheldCookies(seen, told, credentials, isOwn)
  const blockedBy = got.result === 'blocked' ? told.blockedBy : null
  return {
    preflight: seen.preflight,
    sent: seen.sent,
    cookies: pairs.map(nameOf),
    cookieHeader: pairs.join('; '),
    origin: seen.origin,
    result: got.result,
    ...(blockedBy !== undefined && { blockedBy }),
    exposed: withoutConnectionHeaders([...new Set(got.exposed.map((name) => name.toLowerCase()))]).sort(),
    ...(setCookies && { setCookies }),
    ...(withheld && { withheld }),
  }
}

const nameOf = (pair: string) => (pair.includes('=') ? (pair.split('=')[0] ?? '') : '')

const setCookieLines = (headers: readonly Header[]) =>
  headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, line]) => line)

/** Of a request whose mode excludes credentials the protocol does not say which cookies stayed behind. */
function withheldCookies(
  seen: Seen,
  { withheld }: Sent['told'],
  credentials: boolean,
  isOwn: Asked['isOwn'],
): ObservedExchange['withheld'] {
  if (!seen.sent) return []
  if (!withheld || !credentials) return undefined
  return withheld.filter(({ name }) => isOwn(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
}
