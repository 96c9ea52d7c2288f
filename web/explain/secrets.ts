/** What stands for a secret. */
export const MASK = '•••'

/** Names under which secrets travel in URLs. */
const SECRET_NAME =
  /token|secret|passw|pwd|api-?_?key|consumer_key|^key$|auth|^code$|session|^sid$|signature|^sig$|credential|jwt|assertion|nonce|^state$/i
const JWT = /\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g
/** Longer than any word, and of what random identifiers are made of. */
const RANDOM = /^(?=.*\d)(?=.*[a-z])[\w-]{24,}$/i

/** A URL without its secrets: user name and password, and what is called like a secret or looks like one. */
export function maskedUrl(text: string): string {
  const masked = text.replace(JWT, MASK).replace(/\/\/[^/?#@\s]*@/, `//${MASK}@`)
  const start = masked.search(/[?#]/)
  if (start < 0) return maskedPath(masked)
  const query = masked
    .slice(start)
    .replace(/([?&#;])([^=&#;]+)=([^&#;]*)/g, (whole, before: string, name: string, value: string) =>
      SECRET_NAME.test(name) || RANDOM.test(value) ? `${before}${name}=${MASK}` : whole,
    )
  return maskedPath(masked.slice(0, start)) + query
}

const maskedPath = (text: string) =>
  text
    .split('/')
    .map((part, i) =>
      i > 2 && RANDOM.test(part) && /\d.*[a-z].*\d/i.test(part) && part.length >= 32 ? MASK : part,
    )
    .join('/')

const HIDDEN =
  /^(?:cookie|authorization|proxy-authorization|x-api-key|x-auth.*|x-csrf.*|x-xsrf.*|api-key|.*token.*|.*secret.*)$/i

/** A header's value as it may be shown: of cookies the names and attributes, of credentials the scheme. */
export function maskedHeader(name: string, value: string): string {
  if (/^set-cookie$/i.test(name)) return value.replace(/^([^=;]*)=[^;]*/, `$1=${MASK}`)
  if (/^cookie$/i.test(name)) return value.replace(/=[^;]*/g, `=${MASK}`)
  if (/^access-control-/i.test(name)) return value
  if (HIDDEN.test(name)) return value.replace(/^(\w+ )?.*$/s, `$1${MASK}`)
  if (/^(?:location|referer|content-location|:path)$/i.test(name)) return maskedUrl(value)
  return value.replace(JWT, MASK)
}
