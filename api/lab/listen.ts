import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificate.ts'

/** One port, open on the loopback addresses of IPv4 and IPv6. */
export interface Listener {
  port: number
  servers: Server[]
  /** Ends every connection, then the port. */
  close(): Promise<void>
}

/** A port could not be opened. The message says which, and the way out. */
export class ListenError extends Error {
  override name = 'ListenError'
}

/** Each experiment leaves cookies behind, and browsers send them all: more than Node's 16 KiB. */
const MAX_HEADER_SIZE = 256 * 1024

/** Opens a port on loopback alone. @param port 0 takes any that is free on both addresses */
export async function listen(
  port: number,
  onRequest: RequestListener,
  certificate?: Certificate,
): Promise<Listener> {
  const options = { maxHeaderSize: MAX_HEADER_SIZE }
  const create = () =>
    certificate
      ? createSecureServer({ ...options, ...certificate }, onRequest)
      : createServer(options, onRequest)

  for (;;) {
    const first = create()
    await open(first, port, '127.0.0.1')
    const address = portOf(first)
    const second = create()
    try {
      await open(second, address, '::1')
      return listener(address, [first, second])
    } catch (error) {
      if (hasNoIpv6(error)) return listener(address, [first])
      await close(first)
      if (port !== 0) throw error
    }
  }
}

function listener(port: number, servers: Server[]): Listener {
  return {
    port,
    servers,
    async close() {
      await Promise.all(servers.map(close))
    },
  }
}

function open(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence = SENTENCES[error.code ?? '']
      reject(sentence ? new ListenError(`Port ${port} ${sentence}`) : error)
    })
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

const SENTENCES: Record<string, string> = {
  EADDRINUSE: 'is already in use: stop what uses it, or choose another (npm start -- --help).',
  EACCES: 'needs more rights than this user has: choose one from 1024 up (npm start -- --help).',
}

const hasNoIpv6 = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('A listening server has an address.')
  return address.port
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
