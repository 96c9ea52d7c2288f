import { spawnSync } from 'node:child_process'
import { findChromium } from './find.ts'

const WAY_OUT =
  'No browser was found to test with. Install Chromium (on Debian: sudo apt-get install chromium) or Chrome, ' +
  'or set CHROMIUM_PATH to the browser’s program.'

/** Installs Debian's Chromium where no browser is found and this user may. @returns whether there is one now */
function ensureChromium(): boolean {
  if (findChromium()) return true
  const install = installer()
  if (!install) return false
  console.log('Installing Chromium …')
  for (const step of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const [command = '', ...args] = [...install, ...step]
    const { status, stderr } = spawnSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0) console.error(stderr.trim())
  }
  return findChromium() !== undefined
}

/** apt-get, with sudo where it needs no password; undefined where neither is to be had. */
function installer(): string[] | undefined {
  const works = (command: string, ...args: string[]) =>
    spawnSync(command, args, { stdio: 'ignore' }).status === 0
  if (!works('apt-get', '--version')) return undefined
  if (process.getuid?.() === 0) return ['apt-get', '-qq']
  return works('sudo', '-n', 'true') ? ['sudo', '-n', 'apt-get', '-qq'] : undefined
}

if (!ensureChromium()) {
  console.error(WAY_OUT)
  process.exitCode = 1
}
