import type { Exchange, ExchangeOutcome, Header, Scenario } from '../../web/browser/scenario.ts'
import type { Sent } from '../browsers/driver.ts'
import { cookieNameIn } from './plan.ts'
import type { Seen } from './stage.ts'

/**
 * What came of an exchange in a real browser: the model's shape, less what this browser does not tell. Only Chromium tells
 * why; Firefox and WebKitGTK leave `blockedBy` out where something was blocked, and `setCookies` and `withheld` always.
 */
export type ObservedExchange = Omit<ExchangeOutcome, 'blockedBy' | 'setCookies' | 'withheld' | 'steps'> &
  Partial<Pick<ExchangeOutcome, 'blockedBy' | 'setCookies' | 'withheld'>>

export interface Observation {
  id?: string
  exchanges: ObservedExchange[]
}

/** Headers that belong to the connection, which a server adds by itself. */
const ADDED = new Set(['content-length', 'connection', 'date', 'keep-alive', 'transfer-encoding'])

/** @param own names of the scenario's own cookies: its neighbours in the profile may have others */
export function observedExchange(
  exchange: Exchange,
  page: string,
  own: ReadonlySet<string>,
  seen: Seen,
  { got, told }: Sent,
): ObservedExchange {
  const pairs = seen.cookiePairs.filter((pair) => own.has(nameOf(pair)))
  const blocked = got.result === 'blocked'
  return {
    preflight: seen.preflight,
    sent: seen.sent,
    cookies: pairs.map(nameOf),
    cookieHeader: pairs.join('; '),
    origin: seen.origin,
    result: got.result,
    ...(blocked ? told.blockedBy && { blockedBy: told.blockedBy } : { blockedBy: null }),
    exposed: [...new Set(got.exposed.map((name) => name.toLowerCase()))]
      .filter((name) => !ADDED.has(name))
      .sort(),
    ...toldOfCookies(exchange, page, own, seen, told),
  }
}

const nameOf = (pair: string) => (pair.includes('=') ? (pair.split('=')[0] ?? '') : '')

function toldOfCookies(
  exchange: Exchange,
  page: string,
  own: ReadonlySet<string>,
  seen: Seen,
  { refusedCookies, withheld }: Sent['told'],
): Pick<ObservedExchange, 'setCookies' | 'withheld'> {
  // Of a request whose mode excludes credentials the protocol says nothing about cookies.
  const credentials = includesCredentials(exchange.request, page)
  const lines = seen.sent ? setCookieLines(exchange.response.headers) : []
  return {
    ...(lines.length === 0 && { setCookies: [] }),
    ...(lines.length > 0 &&
      refusedCookies && { setCookies: setCookiesOf(lines, credentials ? refusedCookies : null) }),
    ...(!seen.sent && { withheld: [] }),
    ...(seen.sent &&
      withheld &&
      credentials && {
        withheld: withheld.filter(({ name }) => own.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1)),
      }),
  }
}

/** Fetch, "HTTP-network-or-cache fetch": whether a request includes credentials, first hop. */
function includesCredentials(
  { via = 'fetch', url, credentials = 'same-origin' }: Scenario['exchanges'][number]['request'],
  page: string,
) {
  if (via !== 'fetch' || credentials === 'include') return true
  return credentials === 'same-origin' && new URL(url).origin === new URL(page).origin
}

const setCookieLines = (headers: readonly Header[]) =>
  headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, line]) => line)

function setCookiesOf(
  lines: readonly string[],
  refused: readonly { line: string; reasons: string[] }[] | null,
): NonNullable<ObservedExchange['setCookies']> {
  const left = [...(refused ?? [])]
  return lines.map((line) => {
    const name = cookieNameIn(line)
    if (refused === null) return { name, stored: false, reasons: ['CredentialsMode'] }
    const at = left.findIndex((one) => one.line === line.trim())
    const [found] = at < 0 ? [] : left.splice(at, 1)
    return { name, stored: found === undefined, reasons: found?.reasons ?? [] }
  })
}
