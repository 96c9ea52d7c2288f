import { within } from '../time-limit.ts'
import type { Driver } from './driver.ts'
import { MissingBrowserError } from './find.ts'

/** A browser that is started again where it crashes or hangs, so that no run is lost. */
export interface SteadyBrowser {
  /**
   * Runs a batch in a fresh profile. Where that fails, the browser is started again and the batch has a second try; where that
   * fails too, each one has a try of its own, and what fails then is handed to `failed`.
   * @param limit milliseconds that an attempt may take
   */
  run<T, R>(batch: readonly T[], limit: number, work: Work<T, R>): Promise<R[]>
  close(): Promise<void>
}

interface Work<T, R> {
  attempt(driver: Driver, batch: readonly T[]): Promise<R[]>
  failed(one: T, error: unknown): R | Promise<R>
}

/** A browser does not start, however often it is tried. */
export class LaunchError extends Error {
  override name = 'LaunchError'
}

/** How often a browser is started in vain before that is given up. */
const LAUNCHES = 3

export function steadyBrowser(launch: () => Promise<Driver>): SteadyBrowser {
  let driver: Driver | undefined
  let used = false

  async function started(): Promise<Driver> {
    let last: unknown
    for (let i = 0; i < LAUNCHES; i += 1) {
      try {
        return await launch()
      } catch (error) {
        if (error instanceof MissingBrowserError) throw error
        last = error
      }
    }
    const reason = last instanceof Error ? last.message : String(last)
    throw new LaunchError(`The browser does not start: ${reason}`, { cause: last })
  }

  /** A browser as fresh as after its start. */
  async function fresh(): Promise<Driver> {
    driver ??= await started()
    if (used) await driver.reset()
    used = true
    return driver
  }

  async function end(): Promise<void> {
    const ending = driver
    driver = undefined
    used = false
    await ending?.close().catch(() => undefined)
  }

  async function run<T, R>(
    batch: readonly T[],
    limit: number,
    work: Work<T, R>,
    secondTry = false,
  ): Promise<R[]> {
    if (batch.length === 0) return []
    try {
      const attempt = fresh().then((browser) => work.attempt(browser, batch))
      return await within(limit, attempt, `no end within ${limit / 1000} seconds`)
    } catch (error) {
      if (error instanceof MissingBrowserError || error instanceof LaunchError) throw error
      await end()
      // It was chance, or one of them brings the browser down.
      if (!secondTry) return run(batch, limit, work, true)
      const [only] = batch
      if (batch.length === 1 && only !== undefined) return [await work.failed(only, error)]
      const results: R[] = []
      for (const one of batch) results.push(...(await run([one], limit, work, true)))
      return results
    }
  }

  return { run: (batch, limit, work) => run(batch, limit, work), close: end }
}
