/** Enough of a secret to tell it from another, and too little to use it. */
export function shorten(secret: string): string {
  return secret.length <= 12 ? '…' : `${secret.slice(0, 5)}…${secret.slice(-3)}`
}

/** An Authorization header with its credentials shortened. */
export function shortenAuthorization(header: string): string {
  const space = header.indexOf(' ')
  return space < 0 ? shorten(header) : `${header.slice(0, space)} ${shorten(header.slice(space + 1))}`
}

/** A Set-Cookie line with its value shortened; an empty value stays empty. */
export function shortenSetCookie(line: string): string {
  const [pair = '', ...attributes] = line.split(';')
  const equals = pair.indexOf('=')
  const value = pair.slice(equals + 1)
  return [`${pair.slice(0, equals + 1)}${value && shorten(value)}`, ...attributes].join(';')
}
