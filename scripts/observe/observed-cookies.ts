import { parseSetCookie } from '../../web/browser/cookies/setCookie.ts'
import { SPEC } from '../../web/browser/engines/behaviour.ts'
import type { ScenarioRequest, SetCookieOutcome } from '../../web/browser/scenario.ts'
import type { Told } from '../browsers/driver.ts'
import { cookieNameIn } from './plan.ts'

/**
 * What became of an answer's Set-Cookie lines, as far as the browser tells: its protocol names refused lines, and its jar has
 * the others. A line that is in neither was refused for a reason without a name.
 */
export function setCookieOutcomes(
  lines: readonly string[],
  { refusedCookies, jar }: Told,
  credentials: boolean,
): SetCookieOutcome[] | undefined {
  if (lines.length === 0) return []
  if (!refusedCookies || !jar) return undefined
  if (credentials && lines.some((line, i) => leavesNoTrace(line, lines.slice(i + 1)))) return undefined
  const refused = [...refusedCookies]
  return lines.map((line, index): SetCookieOutcome => {
    const name = cookieNameIn(line)
    // The protocol says nothing of the cookies of a request whose mode excludes credentials.
    if (!credentials) return { name, stored: false, reasons: ['CredentialsMode'] }
    const at = refused.findIndex((one) => one.line === line.trim())
    const [found] = at < 0 ? [] : refused.splice(at, 1)
    if (found) return { name, stored: false, reasons: found.reasons }
    const kept =
      isOverwritten(line, lines.slice(index + 1)) || deletes(line) || jar.some((cookie) => isOf(cookie, line))
    return { name, stored: kept, reasons: kept ? [] : ['UnknownError'] }
  })
}

const parse = (line: string) => {
  const parsed = parseSetCookie(line, SPEC)
  return 'cookie' in parsed ? parsed.cookie : undefined
}

function isOf({ name, value }: { name: string; value: string }, line: string): boolean {
  const cookie = parse(line)
  return cookie?.name === name && cookie.value === value
}

/** An accepted line whose time has passed leaves nothing behind. */
function deletes(line: string): boolean {
  const { maxAge, expires } = parse(line) ?? {}
  if (maxAge !== undefined) return maxAge <= 0
  return expires !== undefined && expires <= Date.now()
}

const isOverwritten = (line: string, later: readonly string[]) =>
  later.some((other) => cookieNameIn(other) === cookieNameIn(line))

/**
 * Chromium refuses Partitioned without Secure in silence. Where the line deletes, or another one sets the same cookie, nobody
 * can tell that from obedience.
 */
function leavesNoTrace(line: string, later: readonly string[]): boolean {
  const { partitioned, secure } = parse(line) ?? {}
  return partitioned === true && secure === false && (deletes(line) || isOverwritten(line, later))
}

/** Fetch, "HTTP-network-or-cache fetch": whether a request includes credentials, first hop. */
export function includesCredentials(
  { via = 'fetch', url, credentials = 'same-origin' }: ScenarioRequest,
  page: string,
): boolean {
  if (via !== 'fetch' || credentials === 'include') return true
  return credentials === 'same-origin' && new URL(url).origin === new URL(page).origin
}
