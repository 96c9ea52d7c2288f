import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { BrowserName } from './driver.ts'

/** Where browsers are, by platform; names without a path are looked for in PATH. */
const CANDIDATES: Record<BrowserName, Partial<Record<NodeJS.Platform, string[]>>> = {
  chromium: {
    linux: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    win32: [
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  },
  firefox: {
    linux: ['firefox-esr', 'firefox'],
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  },
  // The driver that speaks for WebKitGTK's own small browser; there is none but for Linux.
  webkitgtk: { linux: ['WebKitWebDriver'] },
  safari: {},
}

/** How to get a browser where it cannot be installed from here. */
const WAY_OUT: Record<BrowserName, string> = {
  chromium:
    'Install Chromium (on Debian: sudo apt-get install chromium) or Chrome, or set CHROMIUM_PATH to its program.',
  firefox:
    'Install Firefox (on Debian: sudo apt-get install firefox-esr), or set FIREFOX_PATH to its program.',
  webkitgtk:
    'Install WebKitGTK’s driver (on Debian: sudo apt-get install webkit2gtk-driver xvfb), or set WEBKITGTK_PATH to its program.',
  safari: 'Safari is run through its own driver, safaridriver: see --grid.',
}

/** A browser is not on this machine; the message says how to get it. */
export class MissingBrowserError extends Error {
  override name = 'MissingBrowserError'
}

/** A browser's program: the one that its variable names, or the first that is found. @throws MissingBrowserError */
export function findBrowser(name: BrowserName): string {
  const variable = `${name.toUpperCase()}_PATH`
  const named = process.env[variable]
  const path = named || findProgram(CANDIDATES[name][process.platform])
  if (!path) throw new MissingBrowserError(`${name} was not found. ${WAY_OUT[name]}`)
  if (!existsSync(path)) throw new MissingBrowserError(`${variable} names ${named}, where there is nothing.`)
  return path
}

/** What keeps a browser from being run on this machine, and how to get it; undefined where nothing does. */
export function whyMissing(name: BrowserName): string | undefined {
  try {
    findBrowser(name)
  } catch (error) {
    if (error instanceof MissingBrowserError) return error.message
    throw error
  }
  const hasScreen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY || findProgram(['Xvfb'])
  return name === 'webkitgtk' && !hasScreen ? 'WebKitGTK needs a display: install xvfb.' : undefined
}

/** The first of some programs that is there. */
export function findProgram(names: readonly string[] = []): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = (name: string) => (name.match(/[/\\]/) ? [name] : folders.map((folder) => join(folder, name)))
  return names.flatMap(paths).find((path) => existsSync(path))
}
