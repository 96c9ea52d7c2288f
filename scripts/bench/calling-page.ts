import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unhashedDemoUsers } from '../../api/lab/demo-users.ts'
import type { Experiment } from '../../api/lab/experiments.ts'
import { basesOf } from '../../api/lab/origins.ts'
import { parseSettings } from '../../api/settings/settings.ts'
import { browserTitles, type LocalBrowser } from '../browsers/driver.ts'
import { openScriptPage } from '../browsers/script-page.ts'
import { type OpenLab, openLab } from '../lab.ts'

/** A page of a real browser that calls experiments of a lab at another port of its host. */
export interface CallingPage {
  /** Such as `Chromium 156.0.8078.108`. */
  browser: string
  /** A new experiment, and its base URL. */
  experiment(settings: object): { experiment: Experiment; base: string }
  /** Runs a function in the page, on an argument; JSON alone goes in and out. */
  run(script: string, argument: unknown): Promise<unknown>
  close(): Promise<void>
}

const BLANK = '<!doctype html><link rel="icon" href="data:,"><title>Bench</title>'

/** @throws MissingBrowserError where the browser is not on this machine */
export async function openCallingPage(browser: LocalBrowser): Promise<CallingPage> {
  const page = await openScriptPage(browser)
  const data = mkdtempSync(join(tmpdir(), 'with-credentials-bench-'))
  const lab = await openLab({ page: 0, api: 0, data, users: unhashedDemoUsers }, (_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(BLANK)
  })
  await page.goTo(`${lab.origins.pages.http}/`)
  return {
    browser: `${browserTitles[browser]} ${page.version}`,
    experiment: (settings) => experimentIn(lab, settings),
    run: (script, argument) => page.run(`(${script})(${JSON.stringify(argument)})`),
    async close() {
      await page.close()
      await lab.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function experimentIn({ experiments, origins }: OpenLab, partial: object) {
  // Within one site and over http: a cookie that every browser takes.
  const settings = {
    relation: 'other-port',
    cookie: { sameSite: 'Lax', secure: false, partitioned: false },
    ...partial,
  }
  const parsed = parseSettings(settings)
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
  const experiment = experiments.create(parsed.settings)
  const base = basesOf(experiment.id, origins, 'http')['other-port']
  return { experiment, base: base ?? '' }
}
