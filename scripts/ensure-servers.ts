import { spawnSync } from 'node:child_process'
import { installPackages, unpackPackage } from './debian.ts'
import { nginxProgram, OWN_NGINX } from './snippets/nginx.ts'

interface Server {
  isThere(): boolean
  get(): void
  /** What to do where it cannot be got from here. */
  wayOut: string
}

const runs = (program: string | undefined, argument: string) =>
  program !== undefined && spawnSync(program, [argument], { stdio: 'ignore' }).status === 0

/** The servers that the tests start: each test one of its own. */
const SERVERS: Server[] = [
  {
    isThere: () => runs('redis-server', '--version'),
    get: () => installPackages(['redis-server']),
    wayOut:
      'No redis-server was found to test with. Install Redis 7 or newer (on Debian: sudo apt-get install redis-server; ' +
      'on macOS: brew install redis), so that redis-server is in PATH.',
  },
  {
    isThere: () => runs(nginxProgram(), '-v'),
    // Debian's package, installed, would serve port 80 to the whole network.
    get: () => unpackPackage('nginx', OWN_NGINX),
    wayOut:
      'No nginx was found to test with. Install nginx 1.22 or newer (on Debian: sudo apt-get install nginx, which also ' +
      'starts it; on macOS: brew install nginx), so that nginx is in PATH.',
  },
]

for (const { isThere, get, wayOut } of SERVERS) {
  if (!isThere()) get()
  if (isThere()) continue
  console.error(wayOut)
  process.exitCode = 1
}
