/** The vocabulary of the Infra standard and of HTTP's grammar that the rules are written in. */

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
export function isToken(text: string): boolean {
  return TOKEN.test(text)
}

export function stripTabOrSpace(text: string): string {
  return strip(text, isTabOrSpace)
}

export function stripHttpWhitespace(text: string): string {
  return strip(text, isHttpWhitespace)
}

function isTabOrSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09
}

function isHttpWhitespace(unit: number): boolean {
  return isTabOrSpace(unit) || unit === 0x0a || unit === 0x0d
}

/** By hand: a regular expression for the end of a text takes quadratic time on runs of spaces inside it. */
function strip(text: string, isSpace: (unit: number) => boolean): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
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
