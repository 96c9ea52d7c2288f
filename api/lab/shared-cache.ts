import type { IncomingHttpHeaders, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import inject from 'light-my-request'
import type { Clock } from '../store/store.ts'

interface Answer {
  status: number
  headers: OutgoingHttpHeaders
  body: string
}

/** An answer as the cache hands it out again. */
interface Kept extends Answer {
  /** The request's headers that choose this answer, with the values they had: RFC 9111, 4.1. */
  chosenBy: [name: string, value: string][]
  /** Until when, in milliseconds since 1970. */
  until: number
}

/** Puts the cache in front of what answers. */
export type SharedCache = (handle: RequestListener) => RequestListener

/**
 * A cache in front of the API that hands out answers to GET again, whoever asks, as a content delivery network does that was
 * told to keep everything. It keeps answers apart by what their `Vary` names, and by nothing else. So that there is something
 * in it, a page at another origin asks for each address first, without any credential.
 * @param lifetime how long an answer is kept, in seconds
 */
export function sharedCache(lifetime: number, otherOrigin: string, now: Clock): SharedCache {
  const kept = new Map<string, Kept[]>()

  const fresh = (url: string) => (kept.get(url) ?? []).filter(({ until }) => until > now())

  function keep(url: string, asked: IncomingHttpHeaders, answer: Answer) {
    const chosenBy = namesIn(answer.headers.vary).map((name): [string, string] => [
      name,
      headerIn(asked, name),
    ])
    kept.set(url, [...fresh(url), { ...answer, chosenBy, until: now() + lifetime * 1000 }])
  }

  async function askAsAnotherPage(handle: RequestListener, url: string, host: string) {
    const headers = { host, origin: otherOrigin }
    const answer = await inject(handle, { method: 'GET', url, headers })
    keep(url, headers, { status: answer.statusCode, headers: answer.headers, body: answer.payload })
  }

  return (handle) => async (request, response) => {
    const { method, url = '/', headers } = request
    if (method !== 'GET') return handle(request, response)
    if (fresh(url).length === 0) await askAsAnotherPage(handle, url, headers.host ?? '')
    const known = fresh(url).find(({ chosenBy }) =>
      chosenBy.every(([name, value]) => headerIn(headers, name) === value),
    )
    if (known) return answerWith(response, known)
    noteAnswer(response, (answer) => keep(url, headers, answer))
    handle(request, response)
  }
}

const namesIn = (vary: OutgoingHttpHeaders[string]): string[] =>
  String(vary ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)

const headerIn = (headers: IncomingHttpHeaders, name: string) => String(headers[name] ?? '')

function answerWith(response: ServerResponse, { status, headers, body }: Answer) {
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !OF_THE_CONNECTION.has(name)) response.setHeader(name, value)
  }
  response.end(body)
}

/** They are about one connection, and no part of an answer: RFC 9110, 7.6.1. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding'])

/** Every answer of the API is written in one piece, at its end. */
function noteAnswer(response: ServerResponse, note: (answer: Answer) => void) {
  const { end } = response
  Object.assign(response, {
    end(...written: unknown[]) {
      const [body = ''] = written
      note({ status: response.statusCode, headers: response.getHeaders(), body: String(body) })
      return Reflect.apply(end, response, written)
    },
  })
}
