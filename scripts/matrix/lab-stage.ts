import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { IncomingMessage, ServerResponse } from 'node:http'
import type { Header } from '../../web/browser/scenario.ts'
import type { Seen } from '../observe/stage.ts'

/** A request that is under way to an experiment. */
export interface RunningRequest {
  readonly seen: Seen
  /** What the API answered to the request itself; null where it never came. */
  answer(): { status: number; headers: Header[] } | null
  end(): void
}

/** What the lab's servers see, told apart by experiment: each has one request under way at a time. */
export interface LabStage {
  begin(experiment: string): RunningRequest
  close(): void
}

/**
 * Looks on at Node's own servers in this process, before any of the lab's code has a request and after it has answered: nothing
 * stands between browser and API.
 */
export function watchLab(): LabStage {
  const running = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>()

  function onRequest(message: unknown) {
    if (typeof message !== 'object' || message === null) return
    if (!('request' in message && message.request instanceof IncomingMessage)) return
    if (!('response' in message && message.response instanceof ServerResponse)) return
    const [, id = ''] = /^(?:\/api)?\/x\/([a-z0-9]+)/.exec(message.request.url ?? '') ?? []
    running.get(id)?.(message.request, message.response)
  }
  subscribe('http.server.request.start', onRequest)

  return {
    begin(experiment) {
      const seen: Seen = { preflight: false, sent: false, cookiePairs: [], origin: null }
      let answered: ServerResponse | undefined
      const note = ({ method, headers }: IncomingMessage, response: ServerResponse) => {
        if (method === 'OPTIONS' && 'access-control-request-method' in headers) {
          seen.preflight = true
          return
        }
        answered = response
        seen.sent = true
        seen.origin = headers.origin ?? null
        seen.cookiePairs = headers.cookie?.split('; ') ?? []
      }
      running.set(experiment, note)
      return {
        seen,
        answer: () => (answered ? { status: answered.statusCode, headers: headersOf(answered) } : null),
        end() {
          if (running.get(experiment) === note) running.delete(experiment)
        },
      }
    },
    close() {
      unsubscribe('http.server.request.start', onRequest)
    },
  }
}

const headersOf = (response: ServerResponse): Header[] =>
  Object.entries(response.getHeaders()).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): Header => [name, `${one}`]),
  )
