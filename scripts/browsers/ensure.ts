import { installPackages } from '../debian.ts'
import { BROWSERS, type LocalBrowser } from './driver.ts'
import { findBrowser, findProgram, MissingBrowserError } from './find.ts'

/** Debian's packages. */
const PACKAGES: Record<LocalBrowser, string[]> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkitgtk: ['webkit2gtk-driver', 'xvfb'],
}

/** What keeps a browser from being run; undefined where nothing does. */
function problemOf(name: LocalBrowser): string | undefined {
  try {
    findBrowser(name)
  } catch (error) {
    if (error instanceof MissingBrowserError) return error.message
    throw error
  }
  const hasScreen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY || findProgram(['Xvfb'])
  return name === 'webkitgtk' && !hasScreen ? 'WebKitGTK needs a display: install xvfb.' : undefined
}

const missing = BROWSERS.filter((name) => problemOf(name) !== undefined)
if (missing.length > 0) installPackages(missing.flatMap((name) => PACKAGES[name]))
for (const name of missing) {
  const problem = problemOf(name)
  if (!problem) continue
  console.error(problem)
  process.exitCode = 1
}
