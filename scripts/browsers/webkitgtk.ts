import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Builder, Capabilities } from 'selenium-webdriver'
import { freePorts } from '../free-ports.ts'
import { within } from '../time-limit.ts'
import { findBrowser, findProgram, MissingBrowserError } from './find.ts'
import { ended, start } from './processes.ts'
import type { Session } from './webdriver.ts'

/** What starts a browser and speaks WebDriver for it. */
export interface Service {
  url: string
  close(): Promise<void>
}

/** How long the driver may take to listen, and a browser to start, in milliseconds: without a display it would wait for ever. */
const PATIENCE = 20_000

/** Starts WebKitGTK's driver on a free port, with a display of its own where there is none. */
export async function startWebKitService(): Promise<Service> {
  const program = findBrowser('webkitgtk')
  const screen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? undefined : await startScreen()
  const [port] = await freePorts(1)
  const service = start(program, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, ...(screen && { DISPLAY: screen.display, GDK_BACKEND: 'x11' }) },
  })
  async function close() {
    await ended(service)
    await screen?.close()
  }
  const url = `http://127.0.0.1:${port}`
  if (await answers(`${url}/status`)) return { url, close }
  await close()
  throw new Error('WebKitWebDriver did not listen in time.')
}

/** A new browser with an empty profile. A self-signed certificate is accepted. */
export async function startMiniBrowser(server: string): Promise<Session> {
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    acceptInsecureCerts: true,
    'webkitgtk:browserOptions': { args: ['--automation'] },
  })
  const driver = await within(
    PATIENCE,
    new Builder().usingServer(server).withCapabilities(capabilities).build(),
    'WebKitGTK’s browser did not start in time: it needs a display.',
  )
  return { driver, close: () => within(PATIENCE, driver.quit(), 'WebKitGTK’s browser did not end in time.') }
}

/** The same with a driver of its own, which ends with it. */
export async function openMiniBrowser(): Promise<Session> {
  const service = await startWebKitService()
  const session = await startMiniBrowser(service.url).catch(async (error: unknown) => {
    await service.close()
    throw error
  })
  return {
    driver: session.driver,
    async close() {
      await session.close().catch(() => undefined)
      await service.close()
    },
  }
}

async function startScreen(): Promise<{ display: string; close(): Promise<void> }> {
  const program = findProgram(['Xvfb'])
  if (!program) {
    throw new MissingBrowserError(
      'WebKitGTK needs a display, and Xvfb was not found. Install it (on Debian: sudo apt-get install xvfb), or set DISPLAY.',
    )
  }
  // Xvfb takes a free number by itself and writes it to the descriptor that it is given.
  const xvfb = start(program, ['-displayfd', '3', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await within(PATIENCE, displayOf(xvfb), 'Xvfb was not ready in time.')
  return { display, close: () => ended(xvfb) }
}

async function displayOf(xvfb: ChildProcess): Promise<string> {
  const [number] = await once(xvfb.stdio[3] ?? xvfb, 'data')
  return `:${String(number).trim()}`
}

async function answers(url: string): Promise<boolean> {
  const until = Date.now() + PATIENCE
  while (Date.now() < until) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return true
    await pause(50)
  }
  return false
}
