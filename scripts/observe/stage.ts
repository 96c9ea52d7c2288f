import { cannedAnswers } from '../../web/browser/cannedAnswers.ts'
import { isRedirectStatus } from '../../web/browser/fetch/response.ts'
import type { Answer, Exchange, Header } from '../../web/browser/scenario.ts'
import { type Answerer, type ExactRequest, headerOf } from './exact-server.ts'

/** What the server saw of an exchange. */
export interface Seen {
  /** A preflight came, at any hop. */
  preflight: boolean
  /** The request itself came, first hop. */
  sent: boolean
  /** The pairs of its Cookie header. */
  cookiePairs: string[]
  /** Its Origin header. */
  origin: string | null
}

/** An exchange that is going on. */
export interface Running {
  readonly seen: Seen
  /** Resolves when the request itself has been answered, after all redirects. */
  readonly answered: Promise<void>
  end(): void
}

/** What the server answers, and to whom: exchanges are known by their URLs, and each URL belongs to one of them at a time. */
export interface Stage {
  answer: Answerer
  begin(exchange: Exchange): Running
  /** Lets the next visit of a page store cookies. */
  prepareVisit(url: string, setCookies: readonly string[]): void
}

/** A URL as it is seen on the wire: without fragment and credentials. */
export function wireUrl(text: string, base?: string): string {
  const { protocol, host, pathname, search } = new URL(text, base)
  return `${protocol}//${host}${pathname}${search}`
}

/** What is answered to whatever is no part of an exchange: a page to make requests from. */
const PAGE: ReturnType<Answerer> = {
  status: 200,
  headers: [
    ['Content-Type', 'text/html; charset=utf-8'],
    ['Cache-Control', 'no-store'],
  ],
  body: '<!doctype html><link rel="icon" href="data:,"><title>Observing</title>',
}

export function createStage(): Stage {
  const exchanges = new Map<string, (request: ExactRequest, url: string) => Answer>()
  const visits = new Map<string, Header[]>()

  return {
    answer(request) {
      const url = wireUrl(request.url)
      const exchange = exchanges.get(url)
      if (exchange) return exchange(request, url)
      const setCookies = visits.get(url) ?? []
      visits.delete(url)
      return { ...PAGE, headers: [...PAGE.headers, ...setCookies] }
    },

    begin(exchange) {
      const seen: Seen = { preflight: false, sent: false, cookiePairs: [], origin: null }
      const { promise: answered, resolve: ended } = Promise.withResolvers<void>()
      const answers = cannedAnswers(exchange)
      const urls: string[] = []
      let hop = 0

      function expect(url: string) {
        urls.push(url)
        exchanges.set(url, onRequest)
      }

      function onRequest({ method, headers }: ExactRequest, url: string): Answer {
        const preflight =
          method === 'OPTIONS' && headerOf(headers, 'access-control-request-method') !== undefined
        const answer = answers({ preflight, hop, url })
        if (preflight) {
          seen.preflight = true
          return answer
        }
        if (hop === 0) note(headers)
        const location = isRedirectStatus(answer.status) && headerOf(answer.headers, 'location')
        if (location && URL.canParse(location, url)) {
          hop += 1
          expect(wireUrl(location, url))
        } else ended()
        return answer
      }

      function note(headers: readonly Header[]) {
        seen.sent = true
        seen.origin = headerOf(headers, 'origin') ?? null
        seen.cookiePairs = headerOf(headers, 'cookie')?.split('; ') ?? []
      }

      expect(wireUrl(exchange.request.url))
      return {
        seen,
        answered,
        end() {
          for (const url of urls) if (exchanges.get(url) === onRequest) exchanges.delete(url)
        },
      }
    },

    prepareVisit(url, setCookies) {
      visits.set(
        wireUrl(url),
        setCookies.map((line): Header => ['Set-Cookie', line]),
      )
    },
  }
}
