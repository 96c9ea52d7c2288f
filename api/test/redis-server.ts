import type { ChildProcess } from 'node:child_process'

/** Resolves when a redis-server that was just started answers. */
export function redisReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stdout?.on('data', (chunk) => {
      said += chunk
      if (said.includes('Ready to accept connections')) resolve()
    })
    server.once('error', () =>
      reject(new Error('redis-server was not found: npm run servers installs it, or says how to.')),
    )
    server.once('exit', () => reject(new Error(`redis-server ended: ${said}`)))
  })
}
