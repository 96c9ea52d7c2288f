/** The vocabulary of the Infra standard and of HTTP's grammar that the rules are written in. */

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const EDGE_TAB_OR_SPACE = /^[\t ]+|[\t ]+$/g
const EDGE_HTTP_WHITESPACE = /^[\t\n\r ]+|[\t\n\r ]+$/g

/** https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
export function isToken(text: string): boolean {
  return TOKEN.test(text)
}

export function stripTabOrSpace(text: string): string {
  return isEdgeWhitespace(text) ? text.replace(EDGE_TAB_OR_SPACE, '') : text
}

export function stripHttpWhitespace(text: string): string {
  return isEdgeWhitespace(text) ? text.replace(EDGE_HTTP_WHITESPACE, '') : text
}

function isEdgeWhitespace(text: string): boolean {
  return text.length > 0 && (text.charCodeAt(0) <= 0x20 || text.charCodeAt(text.length - 1) <= 0x20)
}

/** Header names are bytes: no character of theirs but A to Z lowers to an ASCII one. */
export function byteLowercase(text: string): string {
  return text.toLowerCase()
}

/**
 * Length in octets. A string whose characters all fit a byte is one character per byte (isomorphic decoding);
 * any other is measured as UTF-8.
 */
export function octets(text: string): number {
  let isomorphic = true
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0xff) isomorphic = false
    length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3
  }
  return isomorphic ? text.length : length
}
