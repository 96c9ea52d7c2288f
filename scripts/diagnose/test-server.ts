import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import https from 'node:https'

/** A server on loopback that keeps what came. */
export interface TestServer {
  origin: string
  /** Method and Cookie header of each request, in order. */
  received: string[]
  close(): Promise<void>
}

export async function testServer(
  answer: RequestListener,
  certificate?: { key: string; cert: string },
): Promise<TestServer> {
  const received: string[] = []
  const listener: RequestListener = (request, response) => {
    received.push([request.method, request.headers.cookie].filter(Boolean).join(' '))
    answer(request, response)
  }
  const server = certificate ? https.createServer(certificate, listener) : createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    origin: `${certificate ? 'https' : 'http'}://api.localhost:${port}`,
    received,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const PAGE = 'http://app.localhost:5173'

/** The headers of a server that allows its page all that it asks for. */
export const sound = (
  { headers }: Pick<IncomingMessage, 'headers'>,
  page = PAGE,
): Record<string, string> => ({
  vary: 'Origin',
  ...(headers.origin === page && {
    'access-control-allow-origin': page,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': headers['access-control-request-method'] ?? 'GET',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? 'x-none',
  }),
})
