import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { redisReady } from './redis-server.ts'

/** A real redis-server on a loopback port of its own. */
export interface RedisServer {
  url: string
  start(): Promise<void>
  /** Ends it at once, as a crash does: kill -9. */
  kill(): Promise<void>
  /** Lets it hang, without an answer and without closing a connection, and go on. */
  pause(): void
  resume(): void
}

/** A redis-server that runs while the tests of a file do; what it was told survives its crash. */
export function useRedis(): RedisServer {
  const folder = mkdtempSync(join(tmpdir(), 'with-credentials-redis-'))
  let port = 0
  let process: ChildProcess | undefined

  const server: RedisServer = {
    get url() {
      return `redis://127.0.0.1:${port}`
    },
    async start() {
      process = spawn('redis-server', [
        ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
        ...['--save', '', '--appendonly', 'yes', '--appendfsync', 'always'],
      ])
      await redisReady(process)
    },
    async kill() {
      if (!process || process.exitCode !== null || process.signalCode !== null) return
      const ended = once(process, 'exit')
      process.kill('SIGKILL')
      await ended
    },
    pause() {
      process?.kill('SIGSTOP')
    },
    resume() {
      process?.kill('SIGCONT')
    },
  }

  beforeAll(async () => {
    port = await freePort()
    await server.start()
  })
  afterAll(async () => {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  return server
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A listening server has an address.')
  server.close()
  await once(server, 'close')
  return address.port
}
