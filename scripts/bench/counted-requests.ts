import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { headerLines } from '../../api/lab/header-lines.ts'

/** A request as it came through the socket. */
export interface CountedRequest {
  method: string
  /** In order, names as they were sent. */
  headers: [string, string][]
  /** From the first byte of the request line to the empty line; of a request with a body, not to be relied on. */
  bytes: number
}

/**
 * Counts the bytes of each request to a path, at the sockets of this process's own servers, until it is closed. Clients that
 * send a request before the last one is answered would be counted wrongly; browsers do not (in HTTP/1.1).
 */
export function countRequests(path: string): { requests: CountedRequest[]; close: () => void } {
  const requests: CountedRequest[] = []
  /** Bytes that each connection had read when its last request was answered. */
  const answered = new WeakMap<Socket, number>()

  function onStart(message: unknown) {
    const { request, socket } = partsOf(message)
    if (!request || !socket || request.url !== path) return
    const { method = '', rawHeaders } = request
    requests.push({
      method,
      headers: headerLines(rawHeaders),
      bytes: socket.bytesRead - (answered.get(socket) ?? 0),
    })
  }

  function onFinish(message: unknown) {
    const { socket } = partsOf(message)
    if (socket) answered.set(socket, socket.bytesRead)
  }

  subscribe('http.server.request.start', onStart)
  subscribe('http.server.response.finish', onFinish)
  return {
    requests,
    close() {
      unsubscribe('http.server.request.start', onStart)
      unsubscribe('http.server.response.finish', onFinish)
    },
  }
}

function partsOf(message: unknown): { request?: IncomingMessage; socket?: Socket } {
  if (typeof message !== 'object' || message === null) return {}
  return {
    ...('request' in message && message.request instanceof IncomingMessage && { request: message.request }),
    ...('socket' in message && message.socket instanceof Socket && { socket: message.socket }),
  }
}
