import axios, { AxiosError, AxiosHeaders, type InternalAxiosRequestConfig } from 'axios'
import type { ExchangeOutcome, ScenarioRequest } from '../../browser/scenario.ts'
import type { Transport } from '../client/api.ts'
import type { RehearsedAnswer } from './network.ts'

/** What a model browser makes of one request: what came of it, and the answer that the script would get. */
export type Send = (
  request: ScenarioRequest,
) => Promise<{ outcome: ExchangeOutcome; answer: RehearsedAnswer }>

/** Hands requests to a model of a browser, and its outcomes to the client as the browser itself would. */
export function modelTransport(send: Send): Transport {
  return {
    async fetch(url, init) {
      const { outcome, answer } = await send({
        url,
        method: init.method ?? 'GET',
        headers: [...new Headers(init.headers)],
        mode: init.mode === 'no-cors' ? 'no-cors' : 'cors',
        credentials: init.credentials ?? 'same-origin',
        ...(typeof init.body === 'string' && { body: init.body }),
      })
      switch (outcome.result) {
        case 'blocked':
          throw new TypeError('Failed to fetch')
        case 'opaque':
          return Object.defineProperty(Response.error(), 'type', { value: 'opaque' })
        case 'readable':
          return new Response(answer.body || null, {
            status: answer.status,
            headers: readableHeaders(outcome, answer),
          })
      }
    },

    async adapter(config) {
      const { outcome, answer } = await send({
        url: axios.getUri(config),
        method: (config.method ?? 'get').toUpperCase(),
        headers: headersOf(config),
        mode: 'cors',
        credentials: config.withCredentials ? 'include' : 'same-origin',
        ...(typeof config.data === 'string' && { body: config.data }),
      })
      if (outcome.result !== 'readable') {
        throw new AxiosError('Network Error', AxiosError.ERR_NETWORK, config)
      }
      const response = {
        status: answer.status,
        statusText: '',
        data: answer.body,
        headers: new AxiosHeaders(Object.fromEntries(readableHeaders(outcome, answer))),
        config,
      }
      if (config.validateStatus?.(answer.status) ?? true) return response
      throw new AxiosError(
        `Request failed with status code ${answer.status}`,
        AxiosError.ERR_BAD_REQUEST,
        config,
        null,
        response,
      )
    },
  }
}

const readableHeaders = ({ exposed }: ExchangeOutcome, { headers }: RehearsedAnswer) =>
  headers.filter(([name]) => exposed.includes(name.toLowerCase()))

/** As axios' own adapter has it: without a body there is no content type. */
function headersOf({ headers, data }: InternalAxiosRequestConfig): [string, string][] {
  const own = new AxiosHeaders(headers)
  if (data === undefined) own.delete('Content-Type')
  return Object.entries(own.toJSON()).flatMap(([name, value]): [string, string][] =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  )
}
