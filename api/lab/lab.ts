import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { Problem } from '../problem.ts'
import type { Users } from '../users.ts'
import { createControl } from './control.ts'
import { createExperiments, type Experiments, endedSentence } from './experiments.ts'
import { type ExperimentKeys, loadKeys } from './keys.ts'
import { hostsOf, type Origins, originsAt, type Ports } from './origins.ts'

/** The lab's listeners: one for the page's origins, one for the API's. */
export interface Lab {
  origins: Origins
  experiments: Experiments
  keysOf: (experiment: string) => ExperimentKeys
  onPage: RequestListener
  onApi: RequestListener
}

interface Options {
  database: DatabaseSync
  ports: Ports
  /** Answers what is neither the control plane nor an experiment: the built page, or Vite. */
  page: RequestListener
  /** The file with the matrix's last report; it need not be there. */
  matrixReport: string
  /** Who can log in; left out, the demo users. */
  users?: Users | undefined
  /** How many experiments are kept at the most. */
  limit?: number
}

export async function createLab({
  database,
  ports,
  page,
  matrixReport,
  users,
  limit = 5000,
}: Options): Promise<Lab> {
  const origins = originsAt(ports)
  const keysOf = await loadKeys(database)
  const experiments = createExperiments({
    database,
    keysOf,
    pageOrigin: (settings) => origins.pages[settings.page] ?? origins.pages.http,
    users,
    limit,
  })
  const control = createControl(experiments, origins, keysOf, matrixReport).callback()
  const { 'same-origin': _, ...apart } = origins.api
  const hosts = { page: hostsOf(Object.values(origins.pages)), api: hostsOf(Object.values(apart)) }

  return {
    origins,
    experiments,
    keysOf,
    onPage(request, response) {
      const host = request.headers.host?.toLowerCase() ?? ''
      const url = request.url ?? '/'
      if (/^\/lab(?:[/?]|$)/.test(url)) return void control(request, response)
      if (/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host)) {
        return redirect(response, `${origins.pages.http}${url}`)
      }
      if (!hosts.page.has(host)) return refuse(response, 421, `This lab’s page is at ${origins.pages.http}.`)
      if (url.startsWith('/api/')) return void onExperiment(request, response, url.slice('/api'.length))
      page(request, response)
    },
    onApi(request, response) {
      const host = request.headers.host?.toLowerCase() ?? ''
      if (!hosts.api.has(host)) {
        return refuse(
          response,
          421,
          `The API answers at ${[...hosts.api].join(', ')}; the page is at ${origins.pages.http}.`,
        )
      }
      void onExperiment(request, response, request.url ?? '/')
    },
  }

  async function onExperiment(
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
  ): Promise<void> {
    const [, id = '', rest = ''] = /^\/x\/([a-z0-9]+)(\/.*)?$/.exec(url) ?? []
    const experiment = experiments.find(id)
    if (!experiment) return refuse(response, 404, endedSentence)
    experiment.wire.record(request, response)
    if (experiment.settings.wire.latency > 0) await wait(experiment.settings.wire.latency)
    request.url = rest || '/'
    experiment.handle(request, response)
  }
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(307, { Location: location }).end()
}

function refuse(response: ServerResponse, status: number, detail: string): void {
  response
    .writeHead(status, { 'Content-Type': 'application/problem+json' })
    .end(JSON.stringify(new Problem(status, detail)))
}
