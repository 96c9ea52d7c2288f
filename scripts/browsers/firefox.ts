import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer-core'
import { within } from '../time-limit.ts'
import { findBrowser } from './find.ts'
import { ended, start } from './processes.ts'

/**
 * What keeps Firefox from calling its maker, from asking questions at its first start, and its remote control from changing
 * preferences by itself (it would set some of cookies and tracking protection). None of them touches cookies or CORS.
 */
const PREFERENCES = {
  'remote.prefs.recommended': false,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,nowhere',
  'toolkit.telemetry.enabled': false,
}

/** How long Firefox may take to be ready, in milliseconds. */
const PATIENCE = 60_000

/** Starts Firefox with a fresh profile and its own defaults, but for further preferences. */
export function startFirefox(switches: readonly string[], preferences: Record<string, unknown> = {}) {
  const program = findBrowser('firefox')
  const profile = mkdtempSync(join(tmpdir(), 'with-credentials-firefox-'))
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries({ ...PREFERENCES, ...preferences })
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(''),
  )
  const firefox = start(
    program,
    ['--headless', '--no-remote', ...switches, '--profile', profile, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  return {
    firefox,
    async close() {
      await ended(firefox)
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Starts Firefox so that it can be driven. A self-signed certificate is accepted. */
export async function launchFirefox(): Promise<{ browser: Browser; close(): Promise<void> }> {
  const { firefox, close } = startFirefox(['--remote-debugging-port=0'])
  try {
    const address = await within(PATIENCE, addressOf(firefox), 'Firefox was not ready in time.')
    const browser = await puppeteer.connect({
      browserWSEndpoint: `${address}/session`,
      protocol: 'webDriverBiDi',
      acceptInsecureCerts: true,
      defaultViewport: null,
    })
    return { browser, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where Firefox says that it listens. */
function addressOf(firefox: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    firefox.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000)
      const [, address] = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said) ?? []
      if (address) resolve(address)
    })
    firefox.once('error', reject)
    firefox.once('exit', () => reject(new Error(`Firefox ended at its start: ${said.trim()}`)))
  })
}
