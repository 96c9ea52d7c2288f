import type { IncomingMessage } from 'node:http'
import { headerLines } from './header-lines.ts'
import type { RequestBytes } from './interface.ts'

/**
 * Counts a request's head: `rawHeaders` has each name and value as they came, and a line adds a colon, a space and its end
 * (RFC 9112, 2.1 and 5).
 * @param isOwn whether a cookie of this name counts
 */
export function requestBytes(
  {
    method,
    url,
    httpVersion,
    rawHeaders,
  }: Pick<IncomingMessage, 'method' | 'url' | 'httpVersion' | 'rawHeaders'>,
  isOwn: (cookie: string) => boolean,
): RequestBytes {
  const counted = headerLines(rawHeaders).flatMap(([name, value]): [name: string, bytes: number][] => {
    const kept = name.toLowerCase() === 'cookie' ? ownCookies(value, isOwn) : value
    return kept === null ? [] : [[name.toLowerCase(), bytesOf(`${name}: ${kept}\r\n`)]]
  })
  const sum = (some: typeof counted) => some.reduce((total, [, bytes]) => total + bytes, 0)
  return {
    head: bytesOf(`${method} ${url} HTTP/${httpVersion}\r\n`) + sum(counted) + bytesOf('\r\n'),
    credential: sum(counted.filter(([name]) => name === 'cookie' || name === 'authorization')),
  }
}

/** The Cookie header without other experiments' cookies; null where none is left. */
function ownCookies(value: string, isOwn: (name: string) => boolean): string | null {
  const own = value.split('; ').filter((pair) => isOwn(pair.split('=')[0] ?? ''))
  return own.length > 0 ? own.join('; ') : null
}

/** Node reads a head as Latin-1: one character is one byte. */
const bytesOf = (text: string) => text.length
