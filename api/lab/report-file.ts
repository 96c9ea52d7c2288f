import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type Koa from 'koa'
import { Problem } from '../problem.ts'

/**
 * Answers with the last report of a command: the file as it is, or 304 where the reader has it already.
 * @param none what is said where there is none yet
 */
export function reportFile(path: string, none: string): Koa.Middleware {
  return async function reportFile(ctx) {
    const file = await openIfThere(path)
    if (!file) throw new Problem(404, none)
    // Of the file that is open: a new run may put another in its place.
    const { size, mtimeMs } = await file.stat()
    ctx.status = 200
    ctx.etag = `${size.toString(36)}-${mtimeMs.toString(36)}`
    ctx.set('Cache-Control', 'no-cache')
    if (ctx.fresh) {
      ctx.status = 304
      return file.close()
    }
    ctx.type = 'application/json'
    ctx.length = size
    // Koa takes a reader who leaves a stream for an error; here the stream ends with its reader, and that is all.
    ctx.respond = false
    await pipeline(file.createReadStream(), ctx.res).catch(() => undefined)
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
