import { CLAUSES } from '../browser/clauses.ts'
import { originOf } from '../browser/origin.ts'
import { list } from '../browser/steps.ts'
import { maskedUrl } from '../explain/secrets.ts'
import type { Warning } from './warning.ts'

/**
 * Whether an origin that a server is configured to allow can be one that a browser sends. Browsers send a scheme, a host and, where
 * it is not the scheme's default, a port, all in lower case; the CORS check compares letter by letter, so any other
 * spelling matches nobody.
 *
 * `*` and `null` are no spellings of an origin and pass, and so do other schemes than http and https, which apps and extensions
 * have; whether to allow them is another matter.
 * @param allowed one entry of the list of allowed origins
 * @returns null where a browser can send it
 * @see https://fetch.spec.whatwg.org/#concept-cors-check
 * @see https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 */
export function checkAllowedOrigin(allowed: string): Warning | null {
  if (allowed === '*' || allowed === 'null' || hasOtherScheme(allowed)) return null
  const meant = meantBy(allowed)
  if (meant === allowed) return null
  const faults = faultsOf(allowed)
  return {
    check: 'allowed-origin',
    message: `The allowed origin "${maskedUrl(allowed)}" matches no browser’s Origin header: it ${list(faults) || 'is spelled otherwise'}.`,
    fix: meant === null ? ADVICE : `Write "${meant}".`,
    source: CLAUSES['fetch/cors-check'],
  }
}

const ADVICE =
  'Write each origin in full, as scheme://host:port; to allow a pattern, compare the request’s whole Origin in code, and answer with it.'

/** What a browser would send in its place; null where that cannot be told. */
function meantBy(allowed: string): string | null {
  const text = allowed.trim()
  if (isPattern(text) || isList(text) || !hasScheme(text)) return null
  const url = URL.parse(text)
  const origin = url && originOf(url)
  return origin && !origin.opaque ? origin.serialized : null
}

const isPattern = (text: string) => text.includes('*')
const isList = (text: string) => /[\s,]/.test(text.trim())
const hasScheme = (text: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
const hasOtherScheme = (text: string) => hasScheme(text) && !/^https?:/i.test(text)

/** The parts of a spelling, as they are written. */
function partsOf(text: string) {
  const [, scheme = '', authority = '', rest = ''] = /^([^/?#]*):\/\/([^/?#]*)(.*)$/s.exec(text.trim()) ?? []
  return { scheme, authority, rest }
}

/** What is wrong with a spelling, each as the end of a sentence that begins with "it". */
function faultsOf(allowed: string): string[] {
  const text = allowed.trim()
  if (text === '') return ['is empty']
  if (isPattern(text)) return ['is a pattern, and * stands for nothing inside an origin']
  if (isList(text)) return ['lists several origins']
  if (!hasScheme(text)) return ['has no scheme']
  const { scheme, authority, rest } = partsOf(text)
  const faults: [boolean, string][] = [
    [text !== allowed, 'has white space around it'],
    [authority === '', 'has no host'],
    [/[A-Z]/.test(scheme + authority), 'has upper-case letters'],
    [/[^\x20-\x7e]/.test(authority), 'has letters beyond ASCII, which browsers send as Punycode'],
    [authority.includes('@'), 'has a user name'],
    [writesDefaultPort(text, authority), 'writes out the port that its scheme has by default'],
    [rest === '/', 'has a slash at its end'],
    [rest.length > 0 && rest !== '/', 'has more than scheme, host and port'],
  ]
  return faults.flatMap(([is, words]) => (is ? [words] : []))
}

function writesDefaultPort(text: string, authority: string): boolean {
  return URL.parse(text)?.port === '' && /:\d*$/.test(authority)
}
