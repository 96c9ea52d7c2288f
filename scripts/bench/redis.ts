import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisReady } from '../../api/test/redis-server.ts'
import { findProgram } from '../browsers/find.ts'
import { ended, start } from '../browsers/processes.ts'
import { freePorts } from '../free-ports.ts'

/** A Redis that has nothing else to do. */
export interface OwnRedis {
  url: string
  close(): Promise<void>
}

/** Starts a redis-server that writes nothing to the disk; undefined where there is none on this machine. */
export async function openRedis(): Promise<OwnRedis | undefined> {
  const program = findProgram(['redis-server'])
  if (!program) return undefined
  const [port] = await freePorts(1)
  const folder = mkdtempSync(join(tmpdir(), 'with-credentials-redis-'))
  const server = start(
    program,
    ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  await redisReady(server)
  return {
    url: `redis://127.0.0.1:${port}`,
    async close() {
      await ended(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What is said where there is none. */
export const NO_REDIS =
  'Redis is not measured here: no redis-server was found (npm run servers installs it, or says how to).'
