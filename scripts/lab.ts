import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { loadCertificate } from '../api/lab/certificate.ts'
import { createLab, type Lab } from '../api/lab/lab.ts'
import { type Listener, listen } from '../api/lab/listen.ts'
import type { Measure } from '../api/lab/measure-now.ts'
import type { Users } from '../api/users.ts'
import { liveBench } from './bench/live.ts'
import { makeFolder, openStorage, type StorageOptions } from './storage.ts'

export interface LabOptions extends StorageOptions {
  /** Ports; 0 takes any that is free, and so does leaving one out. */
  page: number
  api: number
  reports?: number
  https?: { page: number; api: number }
  /** Who can log in; left out, the demo users. */
  users?: Users
  /** What measures while a reader waits; left out, a process of its own. */
  measure?: Measure
}

/** A lab that listens. */
export interface OpenLab extends Lab {
  /** The listeners of the page's origins, http first. */
  pageListeners: Listener[]
  close(): Promise<void>
}

/** Opens the ports first, for the origins contain them, and then the lab behind them. */
export async function openLab(options: LabOptions, page: RequestListener): Promise<OpenLab> {
  const { data, https } = options
  makeFolder(data)
  const opened: Listener[] = []
  const bench = liveBench()
  // A request may come between the opening of its port and the lab: it waits.
  const ready = Promise.withResolvers<Lab>()

  async function open(
    port: number,
    which: 'onPage' | 'onApi' | 'onReports',
    secure?: Parameters<typeof listen>[2],
  ) {
    const listener = await listen(
      port,
      (request, response) => void ready.promise.then((lab) => lab[which](request, response)),
      secure,
    )
    opened.push(listener)
    return listener
  }

  try {
    const pageListener = await open(options.page, 'onPage')
    const apiListener = await open(options.api, 'onApi')
    const reportsListener = await open(options.reports ?? 0, 'onReports')
    const secure = https && (await openSecure(https))
    const ports = {
      page: pageListener.port,
      api: apiListener.port,
      reports: reportsListener.port,
      ...(secure && { https: { page: secure.page.port, api: secure.api.port } }),
    }
    const { close: closeStorage, ...storage } = await openStorage(options)
    const reportFiles = {
      matrix: join(data, 'matrix', 'report.json'),
      bench: join(data, 'bench', 'report.json'),
    }
    const { users, measure = bench.measure } = options
    const lab = await createLab({ ...storage, ports, page, reportFiles, measure, users })
    ready.resolve(lab)
    return {
      ...lab,
      pageListeners: [pageListener, ...(secure ? [secure.page] : [])],
      async close() {
        await Promise.all([bench.close(), ...opened.map((listener) => listener.close())])
        closeStorage()
      },
    }
  } catch (error) {
    await Promise.all(opened.map((listener) => listener.close()))
    throw error
  }

  async function openSecure(ports: { page: number; api: number }) {
    const certificate = await loadCertificate(data)
    return {
      page: await open(ports.page, 'onPage', certificate),
      api: await open(ports.api, 'onApi', certificate),
    }
  }
}
