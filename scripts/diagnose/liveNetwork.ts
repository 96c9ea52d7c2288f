import { lookup as resolve } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { headerLines } from '../../api/lab/header-lines.ts'
import type { AsyncNetwork, WireRequest } from '../../web/browser/network.ts'
import { isLoopback } from '../../web/browser/origin.ts'
import type { Answer, Header } from '../../web/browser/scenario.ts'
import { type AskingPage, browsersOwnHeaders } from './browsersOwnHeaders.ts'
import { NoAnswer, noAnswer } from './noAnswer.ts'

export interface LiveNetworkOptions {
  /** How long a request may take until the headers of its answer are there, in seconds; 10 where it is left out. */
  timeout?: number
  /** Take a certificate that nobody vouches for, from loopback hosts and from no others. */
  insecure?: boolean
  /** The page that asks: with it, Referer and Sec-Fetch-Site are sent as its browser would send them. */
  page?: AskingPage
}

/** As much as Chromium takes of an answer's headers, in bytes: net::HttpStreamParser's kMaxHeaderBufSize. */
const MOST_HEADERS = 256 * 1024

/**
 * Live servers as the model's network: `openPage(…).fetch(request, liveNetwork())`. A request goes out with the headers that
 * the model gave it and those that every browser adds; no redirect is followed and no rule of CORS or cookies applied, for
 * that is the model's part. Of an answer, status and headers are read, lines of one name kept apart and in order; its body
 * is left. It speaks HTTP/1.1. `localhost` and names under it are this machine, whatever the resolver says.
 * @throws NoAnswer (the returned promise rejects with it) where no answer came, in a sentence with the way out
 */
export function liveNetwork({ timeout = 10, insecure = false, page }: LiveNetworkOptions = {}): AsyncNetwork {
  const ownHeaders = browsersOwnHeaders(page)
  return async (request) => {
    const url = new URL(request.url)
    const headers = [...ownHeaders(request), ...request.headers]
    try {
      return await exchange(url, request, headers, timeout, insecure && isLoopback(url.hostname))
    } catch (error) {
      throw error instanceof NoAnswer ? error : noAnswer(error, url, timeout)
    }
  }
}

function exchange(
  url: URL,
  { method, body }: WireRequest,
  headers: readonly Header[],
  timeout: number,
  trusting: boolean,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const { request: open } = url.protocol === 'https:' ? https : http
  const request = open({
    agent: false,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: url.pathname + url.search,
    method,
    setHost: false,
    lookup,
    maxHeaderSize: MOST_HEADERS,
    // Browsers take control characters in a value too: https://fetch.spec.whatwg.org/#header-value
    insecureHTTPParser: true,
    signal: AbortSignal.timeout(timeout * 1000),
    ...(trusting && { rejectUnauthorized: false }),
  })
  // Node writes every method in upper case, a browser only those that Fetch normalizes.
  request.method = method
  request.maxHeadersCount = 0
  request.useChunkedEncodingByDefault = false
  request.on('error', reject)
  request.on('upgrade', (_, socket) => {
    socket.destroy()
    reject(
      new NoAnswer('NotHttp', `${url.host} switches to another protocol, so there is no answer to judge.`),
    )
  })
  request.on('response', (response) => {
    resolve({ status: response.statusCode ?? 0, headers: headerLines(response.rawHeaders) })
    response.on('error', () => {})
    response.destroy()
  })
  try {
    for (const [name, value] of headers) request.appendHeader(name, value)
    request.end(body ?? undefined)
  } catch (error) {
    request.destroy()
    reject(error)
  }
  return promise
}

/** Both loopback addresses: a server may listen at either. Not every system's resolver knows names under localhost. */
const lookup: LookupFunction = (host, options, done) => {
  if (!isLoopback(host)) return resolve(host, options, done)
  if (!options.all) return done(null, '127.0.0.1', 4)
  done(null, [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ])
}
