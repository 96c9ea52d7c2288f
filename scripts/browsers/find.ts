import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where browsers of Chromium's family are, by platform; names without a path are looked for in PATH. */
const CANDIDATES: Partial<Record<NodeJS.Platform, string[]>> = {
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
}

/** The browser to test with: CHROMIUM_PATH, or the first that is found; undefined where there is none. */
export function findChromium(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = (name: string) => (name.match(/[/\\]/) ? [name] : folders.map((folder) => join(folder, name)))
  return (CANDIDATES[process.platform] ?? []).flatMap(paths).find((path) => existsSync(path))
}
