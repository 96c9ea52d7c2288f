import axios, { type AxiosAdapter, type AxiosResponse, getAdapter, isAxiosError } from 'axios'
import type { Fetch } from './api.ts'

/** What the script got for a request, and nothing that it could not know. */
export type Got =
  | {
      kind: 'readable'
      status: number
      /** fetch's response type; null where the library does not tell it. */
      type: string | null
      /** The headers that the script can read. */
      headers: [string, string][]
      body: string
    }
  | { kind: 'opaque' }
  /** No answer: all that is left is the error, in its own words. */
  | { kind: 'blocked'; error: string }

/** Called when the script makes a request; what it returns is called with what came of it. */
export type Note = (request: { method: string; url: string }) => (got: Got) => void

/** The browser's fetch, with a note of each request. */
export function recordedFetch(note: Note, fetch: Fetch = globalThis.fetch): Fetch {
  return async (url, init) => {
    const settle = note({ method: init.method ?? 'GET', url })
    try {
      const answer = await fetch(url, init)
      settle(answer.type === 'opaque' ? { kind: 'opaque' } : await readable(answer.clone()))
      return answer
    } catch (error) {
      settle({ kind: 'blocked', error: wordsOf(error) })
      throw error
    }
  }
}

async function readable(answer: Response): Promise<Got> {
  return {
    kind: 'readable',
    status: answer.status,
    type: answer.type,
    headers: [...answer.headers],
    body: await answer.text(),
  }
}

/** axios' own adapter over XMLHttpRequest, with a note of each request. */
export function recordedAdapter(note: Note, adapter: AxiosAdapter = getAdapter('xhr')): AxiosAdapter {
  return async (config) => {
    const settle = note({ method: (config.method ?? 'get').toUpperCase(), url: axios.getUri(config) })
    try {
      const answer = await adapter(config)
      settle(answered(answer))
      return answer
    } catch (error) {
      const answer = isAxiosError(error) ? error.response : undefined
      settle(answer ? answered(answer) : { kind: 'blocked', error: wordsOf(error) })
      throw error
    }
  }
}

/** At the adapter an answer's data is still the text that came. */
function answered({ status, headers, data }: AxiosResponse<unknown>): Got {
  return {
    kind: 'readable',
    status,
    type: null,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: typeof data === 'string' ? data : '',
  }
}

/** An error in its own words, such as `AxiosError: Network Error (ERR_NETWORK)`. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = isAxiosError(error) && error.code ? ` (${error.code})` : ''
  return `${error.name}: ${error.message}${code}`
}
