import { join } from 'node:path'
import { Listr } from 'listr2'
import { ListenError } from '../api/lab/listen.ts'
import type { BrowserSetting } from './browsers/driver.ts'
import { MissingBrowserError } from './browsers/find.ts'
import { driveGrid } from './browsers/grid.ts'
import { launch, settingName } from './browsers/launch.ts'
import { LaunchError } from './browsers/steady.ts'
import { type Bench, openBench } from './matrix/bench.ts'
import { type Case, cases } from './matrix/cases.ts'
import { chosen } from './matrix/filter.ts'
import { type Journal, openJournal } from './matrix/journal.ts'
import { help, type MatrixOptions, matrixOptions } from './matrix/options.ts'
import { progress } from './matrix/progress.ts'
import { held, reportOf } from './matrix/report.ts'
import { reportPage } from './matrix-page.ts'
import { UsageError } from './options.ts'
import { writeWhole } from './write-whole.ts'

async function main(options: MatrixOptions): Promise<void> {
  const { cases: all, parts } = cases()
  const some = chosen(all, options.filter)
  const bench = await openBench(options.ports)
  const journal = openJournal(options.report, options.resume)
  const breakOff = new AbortController()
  const problems: string[] = []
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => breakOff.abort())

  try {
    await new Listr(
      options.settings.map((setting) => ({
        title: settingName(setting),
        task: async (_: unknown, task: { output: string; title: string }) => {
          const say = (line: string) => {
            task.output = line
          }
          const around = { bench, journal, options, say, signal: breakOff.signal }
          task.title = await runIn(setting, some, around).catch((error: unknown) => {
            problems.push(`${settingName(setting)}: ${sentenceOf(error)}`)
            return `${settingName(setting)}: not run to its end`
          })
        },
      })),
      { fallbackRenderer: 'simple' },
    ).run()
  } finally {
    await bench.close()
    if (journal.runs.length > 0) {
      const report = reportOf(journal.runs, options.settings, some, parts)
      writeWhole(join(options.report, 'report.json'), JSON.stringify(report))
      writeWhole(join(options.report, 'report.html'), await reportPage(report))
    }
  }
  for (const problem of problems) {
    console.error(problem)
    process.exitCode = 2
  }
  if (breakOff.signal.aborted) {
    console.log('Broken off. What is finished is kept: npm run matrix -- --resume goes on.')
    process.exitCode = 130
  }
}

interface Surroundings {
  bench: Bench
  journal: Journal
  options: MatrixOptions
  signal: AbortSignal
  say(line: string): void
}

/** Runs what has not run yet. @returns how it went, in a line */
async function runIn(setting: BrowserSetting, some: readonly Case[], around: Surroundings): Promise<string> {
  const { bench, journal, options, signal, say } = around
  const name = settingName(setting)
  const ids = new Set(some.map(({ id }) => id))
  const own = () => journal.runs.filter((run) => run.browser === name && ids.has(run.case))
  const finished = new Set(own().map((run) => run.case))
  const open = some.filter(({ id }) => !finished.has(id))
  const start = options.grid
    ? () => driveGrid(setting, options.grid?.url ?? '', options.grid?.capabilities ?? {})
    : () => launch(setting)
  const far = progress(open.length)
  let done = 0
  for await (const runs of bench.run(setting, start, open)) {
    journal.add(runs)
    done += runs.length
    say(far(done))
    if (signal.aborted) break
  }
  const count = own()
  const right = count.filter(held).length
  if (right < count.length) process.exitCode = 1
  return `${name}: ${right} of ${count.length} predictions held${resumed(finished.size)}`
}

const resumed = (count: number) => (count > 0 ? `, ${count} of them from before` : '')

/** What a user can do something about, in words. */
function sentenceOf(error: unknown): string {
  const known = [UsageError, MissingBrowserError, LaunchError, ListenError]
  if (error instanceof Error && known.some((type) => error instanceof type)) return error.message
  throw error
}

try {
  const options = matrixOptions(process.argv.slice(2))
  if (options) await main(options)
  else console.log(help)
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 2
}
