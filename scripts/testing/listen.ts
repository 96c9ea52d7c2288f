import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Certificate, loadCertificate } from '../../api/lab/certificate.ts'
import { headerLines } from '../../api/lab/header-lines.ts'
import { listen as listenOnLoopback } from '../../api/lab/listen.ts'
import { nameAndValue } from '../../web/browser/cookies/setCookie.ts'
import { isLoopback } from '../../web/browser/origin.ts'
import type { Header } from '../../web/browser/scenario.ts'

/** A request as it came to the server. */
export interface Arrived {
  method: string
  /** With its query. */
  path: string
  /** In the order and case in which they came. */
  headers: Header[]
  /** The names of its cookies, in order. */
  cookies: string[]
  /** Its Origin header. */
  origin: string | null
  /** It is a CORS preflight. */
  preflight: boolean
}

/** A server on this machine that remembers what came. */
export interface RecordingServer {
  /** With its port, such as `http://api.localhost:41234`. */
  readonly origin: string
  /** Every request, preflights too, in the order in which they came. */
  readonly requests: readonly Arrived[]
  /** An absolute URL of this server. @param path such as `/me` */
  url(path: string): string
  /** The last request for a path, preflights apart; undefined where none came. @param path such as `/me`, without a query */
  last(path: string): Arrived | undefined
  close(): Promise<void>
}

/**
 * Starts a server at a host of this machine, on a free port, over IPv4 and IPv6. Browsers know `localhost` and names under it by
 * themselves, and take each name directly under it for a site of its own, as if it were `com`: from `http://app.localhost`
 * the host `api.localhost` is cross-site, `api.app.localhost` is same-site.
 * @param app such as an Express application, or what `createServer` takes
 * @param at scheme and host, such as `http://api.localhost`; over https with a certificate that nobody vouches for
 * @throws TypeError where that is no origin of this machine
 */
export async function listen(app: RequestListener, at: string): Promise<RecordingServer> {
  const url = URL.parse(at)
  if (!url || !/^https?:$/.test(url.protocol) || !isLoopback(url.hostname) || url.href !== `${url.origin}/`) {
    throw new TypeError(
      `listen needs an origin of this machine, such as "http://api.localhost", not "${at}".`,
    )
  }
  if (url.port !== '') throw new TypeError(`listen takes a free port: leave ":${url.port}" out of "${at}".`)
  const requests: Arrived[] = []
  const certificate = url.protocol === 'https:' ? await newCertificate() : undefined
  const listener = await listenOnLoopback(
    0,
    (request, response) => {
      requests.push(arrivedOf(request))
      app(request, response)
    },
    certificate,
  )
  const origin = `${url.origin}:${listener.port}`
  return {
    origin,
    requests,
    url: (path) => new URL(path, origin).href,
    last: (path) => requests.findLast((one) => !one.preflight && one.path.split('?')[0] === path),
    close: () => listener.close(),
  }
}

function arrivedOf({ method = '', url = '', headers, rawHeaders }: IncomingMessage): Arrived {
  return {
    method,
    path: url,
    headers: headerLines(rawHeaders),
    cookies:
      headers.cookie === undefined ? [] : headers.cookie.split('; ').map((pair) => nameAndValue(pair).name),
    origin: headers.origin ?? null,
    preflight: method === 'OPTIONS' && headers['access-control-request-method'] !== undefined,
  }
}

async function newCertificate(): Promise<Certificate> {
  const folder = mkdtempSync(join(tmpdir(), 'with-credentials-certificate-'))
  try {
    return await loadCertificate(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
