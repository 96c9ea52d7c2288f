import type { IncomingMessage, ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import { CSRF_HEADER } from '../csrf/double-submit.ts'
import type { WireEvent } from './interface.ts'
import { requestBytes } from './request-bytes.ts'
import { shorten, shortenAuthorization, shortenSetCookie } from './shorten.ts'

declare module 'node:http' {
  interface OutgoingMessage {
    /** Node has it since 15.4; its types do not. */
    getRawHeaderNames(): string[]
  }
}

/** How many events an experiment remembers. */
const REMEMBERED = 200

/** What the server of one experiment saw and answered. */
export interface Wire {
  /** How many requests have arrived. */
  readonly received: number
  /** The events so far, the oldest first. */
  readonly events: readonly WireEvent[]
  /** Notes a request now, and its answer when it has ended. @returns the request's number */
  record(request: IncomingMessage, response: ServerResponse): number
  /** Calls for each event to come. @returns what stops it */
  subscribe(listener: (event: WireEvent) => void): () => void
}

/** @param turn which server answers the request of a number */
export function createWire(id: string, turn: (request: number) => number): Wire {
  const events: WireEvent[] = []
  const listeners = new Set<(event: WireEvent) => void>()
  let received = 0

  return {
    get received() {
      return received
    },
    events,
    record(request, response) {
      received += 1
      const number = received
      const started = Date.now()
      const seen = seenRequest(request, id)
      response.once('close', () => {
        const event: WireEvent = {
          number,
          at: new Date(started).toISOString(),
          duration: Date.now() - started,
          request: seen,
          server: turn(number),
          answer: response.headersSent ? sentAnswer(response) : null,
        }
        events.push(event)
        if (events.length > REMEMBERED) events.shift()
        for (const listener of listeners) listener(event)
      })
      return number
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const SHOWN_IN_REQUEST = /^(access-control-request-.*|content-type|sec-fetch-mode|sec-fetch-dest|x-.*)$/
const SHOWN_IN_ANSWER =
  /^(access-control-.*|cross-origin-.*|vary|location|www-authenticate|set-cookie|content-type|cache-control)$/

function seenRequest(request: IncomingMessage, id: string): WireEvent['request'] {
  const { method = '', headers } = request
  const names = (headers.cookie ?? '').split(';').flatMap((pair) => pair.split('=')[0]?.trim() || [])
  const isOwn = (name: string) => name.includes(`-${id}`)
  const own = names.filter(isOwn)
  const scheme = request.socket instanceof TLSSocket ? 'https' : 'http'
  return {
    method,
    url: `${scheme}://${headers.host}${request.url}`,
    preflight: method === 'OPTIONS' && 'access-control-request-method' in headers,
    origin: headers.origin ?? null,
    site: header(headers['sec-fetch-site']),
    cookies: own,
    otherCookies: names.length - own.length,
    authorization: headers.authorization === undefined ? null : shortenAuthorization(headers.authorization),
    bytes: requestBytes(request, isOwn),
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      SHOWN_IN_REQUEST.test(name)
        ? [[name, name === CSRF_HEADER ? shorten(String(value)) : String(value)]]
        : [],
    ),
  }
}

const header = (value: string | string[] | undefined) => (value === undefined ? null : String(value))

function sentAnswer(response: ServerResponse): WireEvent['answer'] {
  const headers = response.getRawHeaderNames().flatMap((name): [string, string][] => {
    if (!SHOWN_IN_ANSWER.test(name.toLowerCase())) return []
    const values = [response.getHeader(name) ?? []].flat()
    return values.map((value) => [
      name,
      name.toLowerCase() === 'set-cookie' ? shortenSetCookie(`${value}`) : `${value}`,
    ])
  })
  return { status: response.statusCode, headers }
}
