import { installPackages } from '../debian.ts'
import { BROWSERS, type LocalBrowser } from './driver.ts'
import { whyMissing } from './find.ts'

/** Debian's packages. */
const PACKAGES: Record<LocalBrowser, string[]> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkitgtk: ['webkit2gtk-driver', 'xvfb'],
}

const missing = BROWSERS.filter((name) => whyMissing(name) !== undefined)
if (missing.length > 0) installPackages(missing.flatMap((name) => PACKAGES[name]))
for (const name of missing) {
  const problem = whyMissing(name)
  if (!problem) continue
  console.error(problem)
  process.exitCode = 1
}
