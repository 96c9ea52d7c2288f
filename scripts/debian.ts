import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const works = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Installs Debian packages where this is Debian and this user may; what went wrong is printed. */
export function installPackages(names: readonly string[]): void {
  const install = installer()
  if (!install) return
  console.log(`Installing ${names.join(', ')} …`)
  run([...install, 'update'])
  run([...install, 'install', '--yes', '--no-install-recommends', ...names])
}

/** Puts what is in a Debian package into a folder, where this is Debian. Nothing is installed, so no service begins. */
export function unpackPackage(name: string, folder: string): void {
  if (!works('apt-get', '--version')) return
  console.log(`Unpacking ${name} …`)
  const install = installer()
  if (install) run([...install, 'update'])
  const download = mkdtempSync(join(tmpdir(), 'with-credentials-'))
  run(['apt-get', '-qq', 'download', name], download)
  mkdirSync(folder, { recursive: true })
  for (const file of readdirSync(download)) run(['dpkg-deb', '--extract', join(download, file), folder])
  rmSync(download, { recursive: true })
}

/** Runs a command; what went wrong is printed. */
function run([command = '', ...args]: string[], cwd?: string): void {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) console.error(error?.message ?? stderr.trim())
}

/** apt-get, with sudo where it needs no password; undefined where neither is to be had. */
function installer(): string[] | undefined {
  if (!works('apt-get', '--version')) return undefined
  if (process.getuid?.() === 0) return ['apt-get', '-qq']
  return works('sudo', '-n', 'true') ? ['sudo', '-n', 'apt-get', '-qq'] : undefined
}
