import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExperimentView, WireEvent } from '../api/lab/interface.ts'
import { type OpenLab, openLab } from './lab.ts'

/** An empty folder that goes away with `remove`. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'with-credentials-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A lab on free ports; its page answers "the page". */
export function openTestLab(data: string): Promise<OpenLab> {
  return openLab({ page: 0, api: 0, data }, (_, response) => response.end('the page'))
}

export interface Reply {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
  json: () => Record<string, unknown>
}

/** One request to a host under localhost, which not every system's resolver knows. */
export function send(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  const { hostname, port, host, pathname, search } = new URL(url)
  if (!hostname.endsWith('localhost')) throw new Error(`${hostname} is not this machine.`)
  return new Promise((resolve, reject) => {
    const options = {
      // Else an idle connection may be closed by the server just as it is used again.
      agent: false,
      host: '127.0.0.1',
      port,
      path: pathname + search,
      method,
      headers: { host, ...headers },
    }
    const request = http.request(options, (response) => {
      response.setEncoding('utf8')
      let text = ''
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(text),
        })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** POSTs JSON. */
export const sendJson = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** A new experiment of the lab whose page is given. */
export async function experiment(page: string, settings: object): Promise<ExperimentView> {
  const answer = await sendJson(`${page}/lab/experiments`, settings)
  if (answer.status !== 201) throw new Error(answer.text)
  return JSON.parse(answer.text)
}

/** Logs Ada in. */
export const logIn = (base: string | null, headers: Record<string, string> = {}): Promise<Reply> =>
  sendJson(`${base}/login`, { username: 'ada', password: 'lovelace' }, headers)

/** Reads an experiment's wire until so many events have come. */
export function readWire(
  url: string,
  count: number,
  headers: Record<string, string> = {},
): Promise<WireEvent[]> {
  const { port, host, pathname } = new URL(url)
  return new Promise((resolve, reject) => {
    const request = http.get(
      { host: '127.0.0.1', port, path: pathname, headers: { host, ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          const events = [...text.matchAll(/^data: (.*)\n\n/gm)].map(
            ([, data = '']): WireEvent => JSON.parse(data),
          )
          if (events.length < count) return
          request.destroy()
          resolve(events)
        })
      },
    )
    request.on('error', reject)
  })
}
