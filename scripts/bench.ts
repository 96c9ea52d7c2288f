import { join } from 'node:path'
import { Listr } from 'listr2'
import type { BenchPart, BenchReport } from '../api/lab/bench-report.ts'
import { machine, openInstruments } from './bench/instruments.ts'
import { type BenchOptions, benchOptions, help } from './bench/options.ts'
import { FULL, QUICK } from './bench/sizes.ts'
import { UsageError } from './options.ts'
import { writeWhole } from './write-whole.ts'

const titles: Record<BenchPart, string> = {
  users: 'Bytes for each logged-in user',
  wire: 'Bytes on the wire for each request',
  speed: 'Requests a second, and how long each takes',
  preflights: 'Requests that preflights add',
  growth: 'What grows with the number of users',
}

/** Measures one part after the other, for they would disturb each other; the report is written when all are done. */
async function main({ parts, quick, report: folder }: BenchOptions): Promise<void> {
  const date = new Date().toISOString()
  const instruments = await openInstruments(parts)
  const report: BenchReport = { date, machine: machine(), quick, notMeasured: instruments.missing }
  const sizes = quick ? QUICK : FULL
  for (const sentence of instruments.missing) console.log(sentence)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void instruments.close().finally(() => process.exit(130)))
  }
  try {
    await new Listr(
      parts.map((part) => ({
        title: titles[part],
        async task(_: unknown, task: { output: string }) {
          const say = (line: string) => {
            task.output = line
          }
          Object.assign(report, await instruments.measure(part, sizes, say))
        },
      })),
      { fallbackRenderer: 'simple' },
    ).run()
  } finally {
    await instruments.close()
  }
  writeWhole(join(folder, 'report.json'), JSON.stringify(report))
}

try {
  const options = benchOptions(process.argv.slice(2))
  if (options) await main(options)
  else console.log(help)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
