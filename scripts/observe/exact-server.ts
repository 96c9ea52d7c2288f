import { STATUS_CODES } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createSecureServer } from 'node:tls'
import type { Certificate } from '../../api/lab/certificate.ts'
import type { Answer, Header } from '../../web/browser/scenario.ts'

/** A request as it came, to the letter. */
export interface ExactRequest {
  method: string
  /** Scheme, Host header and target. */
  url: string
  /** In the order and case in which they came. */
  headers: Header[]
}

export type Answerer = (request: ExactRequest) => Answer & { body?: string }

/**
 * A small HTTP/1.1 server on loopback that answers exactly what it is told: any status, any header line, repeated or
 * malformed, and to any method. Node's own server adds headers, and refuses methods and bytes that browsers send and take.
 */
export interface ExactServer {
  /** Opens the port of an origin, if it is not open yet. @throws UnusableOriginError */
  serve(origin: URL): Promise<void>
  close(): Promise<void>
}

/** No server can be had at an origin; the message says why. */
export class UnusableOriginError extends Error {
  override name = 'UnusableOriginError'
}

export function createExactServer(answer: Answerer, certificate: Certificate): ExactServer {
  const open = new Map<number, { scheme: string; ready: Promise<Server[]> }>()
  const sockets = new Set<Socket>()

  function create(scheme: string): Server {
    const onSocket = (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
      socket.setNoDelay(true)
      readRequests(socket, scheme, answer)
    }
    return scheme === 'https:' ? createSecureServer(certificate, onSocket) : createServer(onSocket)
  }

  return {
    async serve({ protocol, port, hostname, host }) {
      if (!isLoopback(hostname)) {
        throw new UnusableOriginError(
          `${host} is not this machine: a browser can be observed at localhost, hosts under it, and 127.0.0.1.`,
        )
      }
      const number = Number(port || (protocol === 'https:' ? 443 : 80))
      const known = open.get(number)
      if (known && known.scheme !== protocol) {
        throw new UnusableOriginError(
          `Port ${number} is asked for over ${protocol}// and ${known.scheme}// both.`,
        )
      }
      const entry = known ?? { scheme: protocol, ready: listen(() => create(protocol), number) }
      open.set(number, entry)
      await entry.ready.catch((error) => {
        open.delete(number)
        throw error
      })
    },
    async close() {
      const servers = await Promise.all([...open.values()].map(({ ready }) => ready))
      const closed = servers
        .flat()
        .map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
      for (const socket of sockets) socket.destroy()
      await Promise.all(closed)
    },
  }
}

export const isLoopback = (hostname: string) => /^(?:.+\.)?localhost$|^127\.0\.0\.1$/.test(hostname)

/** Both loopback addresses, for browsers try either first. */
async function listen(create: () => Server, port: number): Promise<Server[]> {
  const first = await open(create(), port, '127.0.0.1')
  try {
    return [first, await open(create(), port, '::1')]
  } catch (error) {
    if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') return [first]
    first.close()
    throw error
  }
}

function open(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const inUse = codeOf(error) === 'EADDRINUSE'
      const reason = inUse ? 'is in use: stop what uses it' : `cannot be opened (${error.message})`
      reject(new UnusableOriginError(`Port ${port} ${reason}.`, { cause: error }))
    })
    server.listen(port, host, () => resolve(server))
  })
}

const codeOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return undefined
  return 'code' in error ? error.code : codeOf(error.cause)
}

/** One request after the other of a connection, each answered before the next is read. */
function readRequests(socket: Socket, scheme: string, answer: Answerer): void {
  let pending = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    pending += chunk
    for (;;) {
      const end = pending.indexOf('\r\n\r\n')
      if (end < 0) return
      const request = parseHead(pending.slice(0, end), scheme)
      const length = end + 4 + Number(headerOf(request.headers, 'content-length') ?? 0)
      if (pending.length < length) return
      pending = pending.slice(length)
      socket.write(messageOf(request.method, answer(request)), 'latin1')
    }
  })
}

function parseHead(head: string, scheme: string): ExactRequest {
  const [requestLine = '', ...lines] = head.split('\r\n')
  const [method = '', target = ''] = requestLine.split(' ')
  const headers = lines.map((line): Header => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  return { method, url: `${scheme}//${headerOf(headers, 'host')}${target}`, headers }
}

/** The value of the first header of a name, given in lower case. */
export const headerOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find(([given]) => given.toLowerCase() === name)?.[1]

function messageOf(method: string, { status, headers, body = '' }: ReturnType<Answerer>): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const bodyless = status === 204 || status === 304
  const length = bodyless || headerOf(headers, 'content-length') ? '' : `Content-Length: ${body.length}\r\n`
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines}${length}\r\n`
  return bodyless || method === 'HEAD' ? head : head + body
}
