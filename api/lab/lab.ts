import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { createHostile } from '../hostile/hostile.ts'
import { mount } from '../mount.ts'
import { Problem } from '../problem.ts'
import { createReports } from '../reports.ts'
import type { Store } from '../store/store.ts'
import { remoteKeys } from '../tokens/remote-keys.ts'
import type { Users } from '../users.ts'
import { createControl, type ReportFiles } from './control.ts'
import { createExperiments, type Experiment, type Experiments, endedSentence } from './experiments.ts'
import { fetchLoopback } from './fetch-loopback.ts'
import { type ExperimentKeys, loadKeys, rotateKeys } from './keys.ts'
import type { Measure } from './measure-now.ts'
import { hostsOf, type Origins, originsAt, type Ports } from './origins.ts'

/** The lab's listeners: one for the page's origins, one for the API's, one for the second service. */
export interface Lab {
  origins: Origins
  experiments: Experiments
  keysOf: (experiment: string) => ExperimentKeys
  onPage: RequestListener
  onApi: RequestListener
  onReports: RequestListener
}

interface Options {
  /** Keeps the lab's own books: experiments and keys. */
  database: DatabaseSync
  /** Keeps what the experiments' APIs do. */
  storeOf: (experiment: string) => Store
  ports: Ports
  /** Answers what is neither the control plane nor an experiment: the built page, or Vite. */
  page: RequestListener
  reportFiles: ReportFiles
  /** Measures on this machine, where the lab is to be able to. */
  measure?: Measure
  /** Who can log in; left out, the demo users. */
  users?: Users | undefined
  /** How many experiments are kept at the most. */
  limit?: number
}

export async function createLab({
  database,
  storeOf,
  ports,
  page,
  reportFiles,
  measure,
  users,
  limit = 5000,
}: Options): Promise<Lab> {
  const origins = originsAt(ports)
  const keysOf = await loadKeys(database)
  const experiments = createExperiments({
    database,
    storeOf,
    keysOf,
    pageOrigin: (settings) => origins.pages[settings.page] ?? origins.pages.http,
    users,
    limit,
  })
  const control = createControl(
    experiments,
    origins,
    keysOf,
    (id) => rotateKeys(database, id),
    reportFiles,
    measure,
  ).callback()
  const { 'same-origin': _, ...apart } = origins.api
  const hosts = {
    page: hostsOf(Object.values(origins.pages)),
    api: hostsOf(Object.values(apart)),
    reports: hostsOf([origins.reports]),
    hostile: hostsOf(Object.values(origins.hostile).flatMap((schemes) => Object.values(schemes))),
  }
  const reportsOf = reports(origins)
  const hostile = createHostile(experiments, origins).callback()

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
      if (hosts.hostile.has(host)) return void hostile(request, response)
      if (!hosts.page.has(host)) return refuse(response, 421, `This lab’s page is at ${origins.pages.http}.`)
      if (url.startsWith('/api/')) return void onExperiment(request, response, '/api', apiOf)
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
      void onExperiment(request, response, '', apiOf)
    },
    onReports(request, response) {
      if (!hosts.reports.has(request.headers.host?.toLowerCase() ?? '')) {
        return refuse(response, 421, `The reports are at ${origins.reports}.`)
      }
      void onExperiment(request, response, '', reportsOf)
    },
  }

  async function onExperiment(
    request: IncomingMessage,
    response: ServerResponse,
    prefix: string,
    serviceOf: (experiment: Experiment, number: number) => RequestListener,
  ): Promise<void> {
    const path = (request.url ?? '').slice(prefix.length)
    const [, id = '', rest = ''] = /^\/x\/([a-z0-9]+)(\/.*)?$/.exec(path) ?? []
    const experiment = experiments.find(id)
    if (!experiment) return refuse(response, 404, endedSentence)
    const number = experiment.wire.record(request, response)
    if (experiment.settings.wire.latency > 0) await wait(experiment.settings.wire.latency)
    mount(request, `${prefix}/x/${id}`, rest)
    serviceOf(experiment, number)(request, response)
  }
}

const apiOf =
  ({ servers }: Experiment, number: number): RequestListener =>
  (request, response) =>
    servers.handle(number, request, response)

/** The second service of each experiment, made when it is first asked. All it gets is where the public keys are. */
function reports({ api, pages }: Origins): (experiment: Experiment) => RequestListener {
  const made = new WeakMap<Experiment, RequestListener>()
  return (experiment) => {
    const { id, settings } = experiment
    const jwks = new URL(`${api['cross-site']}/x/${id}/.well-known/jwks.json`)
    const pageOrigin = pages[settings.page] ?? pages.http
    const service =
      made.get(experiment) ??
      createReports(settings.cors, { id, pageOrigin, keys: remoteKeys(jwks, fetchLoopback) }).callback()
    made.set(experiment, service)
    return service
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
