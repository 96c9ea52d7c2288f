import { spawnSync } from 'node:child_process'
import { installPackages } from './debian.ts'

const isThere = () => spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0

// Installs Debian's redis-server where none is in PATH, or says what to do. The tests start one of their own.
if (!isThere()) installPackages(['redis-server'])
if (!isThere()) {
  console.error(
    'No redis-server was found to test with. Install Redis 7 or newer (on Debian: sudo apt-get install redis-server; ' +
      'on macOS: brew install redis), so that redis-server is in PATH.',
  )
  process.exitCode = 1
}
