// Runs before everything else, so in plain JavaScript that Node 20 understands: checks Node, and
// installs the packages where they are missing or older than the lock file.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const installed = `${root}node_modules/.package-lock.json`

/** The oldest Node to install with, and the oldest to run the lab with: it runs TypeScript by itself. */
const TO_INSTALL = [20, 19]
const TO_RUN = [22, 18]

requireNode(process.versions.node, TO_INSTALL)
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(`${root}package-lock.json`).mtimeMs)
  install()
requireNode(run('node', ['-p', 'process.versions.node'], 'pipe').stdout.trim(), TO_RUN)

function install() {
  console.log('Installing packages …')
  const { status } = run('npm', ['ci', '--loglevel=error'], 'inherit')
  if (status !== 0) stop('The packages could not be installed: npm says why above.')
}

function run(command, args, stdio) {
  const path = [`${root}node_modules/.bin`, process.env.PATH].join(process.platform === 'win32' ? ';' : ':')
  const env = { ...process.env, PATH: path }
  return spawnSync(command, args, {
    cwd: root,
    stdio,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
}

function requireNode(version, [major, minor]) {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number)
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return
  stop(
    `Node ${version} is too old: the lab needs ${major}.${minor} or newer. Get one from https://nodejs.org.`,
  )
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
