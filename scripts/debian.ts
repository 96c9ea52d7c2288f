import { spawnSync } from 'node:child_process'

const works = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Installs Debian packages where this is Debian and this user may; what went wrong is printed. */
export function installPackages(names: readonly string[]): void {
  const install = installer()
  if (!install) return
  console.log(`Installing ${names.join(', ')} …`)
  for (const step of [['update'], ['install', '--yes', '--no-install-recommends', ...names]]) {
    const [command = '', ...args] = [...install, ...step]
    const { status, stderr } = spawnSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0) console.error(stderr.trim())
  }
}

/** apt-get, with sudo where it needs no password; undefined where neither is to be had. */
function installer(): string[] | undefined {
  if (!works('apt-get', '--version')) return undefined
  if (process.getuid?.() === 0) return ['apt-get', '-qq']
  return works('sudo', '-n', 'true') ? ['sudo', '-n', 'apt-get', '-qq'] : undefined
}
