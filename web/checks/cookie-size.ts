import { CLAUSES } from '../browser/clauses.ts'
import { ATTRIBUTE_LIMIT, attributeOf, NAME_VALUE_LIMIT, nameAndValue } from '../browser/cookies/setCookie.ts'
import { octets } from '../browser/infra.ts'
import type { Warning } from './warning.ts'

/**
 * Whether a cookie is too long: its name and value together may have 4,096 octets, or browsers ignore the line; an attribute's
 * value may have 1,024, or they ignore the attribute. WebKitGTK has no such limits, as long as its libsoup is older than 3.6.5.
 * Octets are counted, not characters: a text beyond Latin-1 counts as UTF-8.
 *
 * For tests and for code at the server: a browser shows Set-Cookie to no script.
 * @param setCookie the value of one Set-Cookie header
 * @returns a warning for the cookie, or one for each attribute that is ignored
 * @see https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-22.html#section-5.6
 */
export function checkCookieSize(setCookie: string): Warning[] {
  const [pair = '', ...attributes] = setCookie.split(';')
  const { name, value } = nameAndValue(pair)
  const size = octets(name) + octets(value)
  if (size > NAME_VALUE_LIMIT) {
    return [
      warning(
        `The cookie ${shown(name)} has ${count(size)} octets of name and value, ${count(size - NAME_VALUE_LIMIT)} too many: by RFC 6265bis browsers ignore it.`,
        'Keep the data at the server, and only an identifier in the cookie.',
      ),
    ]
  }
  return attributes.map(attributeOf).flatMap((attribute) => {
    const length = octets(attribute.value)
    if (length <= ATTRIBUTE_LIMIT) return []
    return warning(
      `${shown(attribute.name)} of the cookie ${shown(name)} has ${count(length)} octets, more than ${count(ATTRIBUTE_LIMIT)}: by RFC 6265bis browsers take the cookie as if it were not there.`,
      `Shorten ${shown(attribute.name)}.`,
    )
  })
}

const warning = (message: string, fix: string): Warning => ({
  check: 'cookie-size',
  message,
  fix,
  source: CLAUSES['cookies/size'],
})

const count = (octets: number) => octets.toLocaleString('en')

/** A name as a sentence can have it: long ones are cut, and a cookie may have none. */
const shown = (name: string) =>
  name === '' ? 'without a name' : name.length > 40 ? `${name.slice(0, 40)}…` : name
