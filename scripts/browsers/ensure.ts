import { spawnSync } from 'node:child_process'
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

function install(names: readonly LocalBrowser[]): void {
  const command = installer()
  if (!command) return
  console.log(`Installing ${names.join(', ')} …`)
  const packages = names.flatMap((name) => PACKAGES[name])
  for (const step of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]) {
    const [program = '', ...args] = [...command, ...step]
    const { status, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0) console.error(stderr.trim())
  }
}

/** apt-get, with sudo where it needs no password; undefined where neither is to be had. */
function installer(): string[] | undefined {
  const works = (command: string, ...args: string[]) =>
    spawnSync(command, args, { stdio: 'ignore' }).status === 0
  if (!works('apt-get', '--version')) return undefined
  if (process.getuid?.() === 0) return ['apt-get', '-qq']
  return works('sudo', '-n', 'true') ? ['sudo', '-n', 'apt-get', '-qq'] : undefined
}

const missing = BROWSERS.filter((name) => problemOf(name) !== undefined)
if (missing.length > 0) install(missing)
for (const name of missing) {
  const problem = problemOf(name)
  if (!problem) continue
  console.error(problem)
  process.exitCode = 1
}
