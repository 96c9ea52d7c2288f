import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import * as v from 'valibot'
import { benchReportSchema } from '../../api/lab/bench-report.ts'
import type { Measure } from '../../api/lab/measure-now.ts'
import { Problem } from '../../api/problem.ts'
import { ended } from '../browsers/processes.ts'
import { TimeLimitError, within } from '../time-limit.ts'

/** Milliseconds that a measurement may take. Some seconds are usual; a busy machine takes longer. */
const TIME_LIMIT = 60_000

/** Measurements in a process of their own, which ends with the lab at the latest. */
export interface LiveBench {
  measure: Measure
  close(): Promise<void>
}

/** @param program what measures, and sends its report */
export function liveBench(
  program = new URL('live-apart.ts', import.meta.url),
  timeLimit = TIME_LIMIT,
): LiveBench {
  const running = new Set<ChildProcess>()
  return {
    async measure(part) {
      const child = fork(program, [part], { execArgv: [] })
      running.add(child)
      try {
        const late = `The measurement was given up after ${timeLimit / 1000} seconds: this machine is too busy. Try again.`
        const report = v.safeParse(benchReportSchema, await within(timeLimit, messageOf(child), late))
        if (report.success) return report.output
        throw new Problem(500, 'The measurement came to nothing; the terminal of the lab says why.')
      } catch (error) {
        if (error instanceof TimeLimitError) throw new Problem(500, error.message)
        throw error
      } finally {
        await ended(child)
        running.delete(child)
      }
    },
    async close() {
      await Promise.all([...running].map(ended))
    },
  }
}

/** What it sends; undefined where it ends without. */
async function messageOf(child: ChildProcess): Promise<unknown> {
  const over = new AbortController()
  try {
    const [message]: unknown[] = await Promise.race([
      once(child, 'message', over),
      once(child, 'exit', over).then(() => []),
    ])
    return message
  } finally {
    over.abort()
  }
}
