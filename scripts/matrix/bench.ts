import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unhashedDemoUsers } from '../../api/lab/demo-users.ts'
import type { BrowserSetting, DrivenPage, Driver } from '../browsers/driver.ts'
import { steadyBrowser } from '../browsers/steady.ts'
import { type LabOptions, openLab } from '../lab.ts'
import { batches } from './batches.ts'
import type { Case } from './cases.ts'
import type { FinishedRun } from './journal.ts'
import { watchLab } from './lab-stage.ts'
import { failedCase, runCase } from './run-case.ts'

/** A lab of its own for the matrix, with a blank page to ask from. */
export interface Bench {
  /** Runs cases in a browser; each batch is handed over as soon as it is done. */
  run(
    setting: BrowserSetting,
    launch: () => Promise<Driver>,
    cases: readonly Case[],
  ): AsyncGenerator<FinishedRun[]>
  close(): Promise<void>
}

/** Milliseconds that a batch may take, and a batch of one. */
const TIME_LIMIT = 60_000

const BLANK = '<!doctype html><link rel="icon" href="data:,"><title>Matrix</title>'

export async function openBench(ports: Pick<LabOptions, 'page' | 'api' | 'https'>): Promise<Bench> {
  const data = mkdtempSync(join(tmpdir(), 'with-credentials-matrix-'))
  const lab = await openLab({ ...ports, data, users: unhashedDemoUsers }, (_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(BLANK)
  })
  const stage = watchLab()

  return {
    async *run(setting, launch, cases) {
      const browser = steadyBrowser(launch)
      try {
        for (const batch of batches(cases)) {
          yield await browser.run<Case, FinishedRun>(batch, TIME_LIMIT, {
            attempt(driver, some) {
              const pageAt = pagesOf(driver)
              return Promise.all(some.map((one) => runCase(one, setting, driver.version, lab, stage, pageAt)))
            },
            failed: (one, error) => failedCase(one, setting, lab, error),
          })
        }
      } finally {
        await browser.close()
      }
    },
    async close() {
      stage.close()
      await lab.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Pages of a browser by their address, each opened once. */
function pagesOf(driver: Driver): (url: string) => Promise<DrivenPage> {
  const pages = new Map<string, Promise<DrivenPage>>()
  return (url) => {
    const page = pages.get(url) ?? driver.openPage(url)
    pages.set(url, page)
    return page
  }
}
