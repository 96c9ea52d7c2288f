import { parseArgs } from 'node:util'
import type { Scenario } from '../web/browser/scenario.ts'
import { MissingBrowserError } from './browsers/find.ts'
import { browserSetting, launch } from './browsers/launch.ts'
import { LaunchError } from './browsers/steady.ts'
import { createObserver } from './observe/observer.ts'
import { type ScenarioLine, scenarioLines } from './scenario-lines.ts'

const USAGE = `npm run -s observe -- --browser chromium|firefox|webkitgtk < scenarios.jsonl > outcomes.jsonl

Lets a real browser do what each scenario says, one JSON object a line, against a real server on loopback that answers
exactly what the scenario says: one outcome a line, in order, in the form of npm run predict. The browser that a
scenario names does not count. Only Chromium tells its reasons; the others leave "setCookies" and "withheld" out, and
"blockedBy" where something was blocked.

A line that is no scenario, or that cannot be observed here, gives {"error": …, "line": n}; the rest goes on, and the
exit status is 1.

  --browser NAME                     which browser
  --third-party-cookies allow|block  a setting of Chromium (allow)
  --help                             this text`

class UsageError extends Error {}

async function main(): Promise<void> {
  const values = options()
  if (values.help) return console.log(USAGE)
  const setting = browserSetting(values.browser, values['third-party-cookies'])
  if (typeof setting === 'string') throw new UsageError(`${setting} See npm run -s observe -- --help.`)

  const observer = await createObserver(() => launch(setting))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void observer.close().finally(() => process.exit(130)))
  }
  // A reader that has seen enough (head, less) is no failure.
  process.stdout.on('error', () => void observer.close().finally(() => process.exit()))

  const lines: ScenarioLine[] = []
  try {
    for await (const observed of observer.observe(scenarios(lines))) {
      tellRefused(lines)
      const line = lines.shift()
      if ('error' in observed) {
        process.exitCode = 1
        tell({ ...observed, line: line?.number })
      } else tell(observed)
      tellRefused(lines)
    }
    tellRefused(lines)
  } finally {
    await observer.close()
  }
}

function options() {
  try {
    return parseArgs({
      options: {
        browser: { type: 'string' },
        'third-party-cookies': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : error} See npm run -s observe -- --help.`,
    )
  }
}

/** The scenarios of standard input; every line is noted, in order. */
async function* scenarios(lines: ScenarioLine[]): AsyncGenerator<Scenario> {
  for await (const line of scenarioLines(process.stdin)) {
    lines.push(line)
    if ('scenario' in line) yield line.scenario
  }
}

/** Tells of the lines that come before the next scenario and are none. */
function tellRefused(lines: ScenarioLine[]): void {
  for (let [next] = lines; next && 'error' in next; [next] = lines) {
    process.exitCode = 1
    tell({ error: next.error, line: next.number })
    lines.shift()
  }
}

const tell = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`)

try {
  await main()
} catch (error) {
  const told = [UsageError, MissingBrowserError, LaunchError].some((type) => error instanceof type)
  if (!told || !(error instanceof Error)) throw error
  console.error(error.message)
  process.exitCode = 2
}
