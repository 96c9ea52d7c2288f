import type { IncomingMessage, RequestListener } from 'node:http'
import { listen } from '../testing/listen.ts'

/** A server at api.localhost that keeps what came. */
export interface TestServer {
  origin: string
  /** Method and Cookie header of each request, in order. */
  readonly received: string[]
  close(): Promise<void>
}

export async function testServer(
  answer: RequestListener,
  scheme: 'http' | 'https' = 'http',
): Promise<TestServer> {
  const { origin, requests, close } = await listen(answer, `${scheme}://api.localhost`)
  return {
    origin,
    get received() {
      return requests.map(({ method, headers }) =>
        [method, headers.find(([name]) => name === 'cookie')?.[1]].filter(Boolean).join(' '),
      )
    },
    close,
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
