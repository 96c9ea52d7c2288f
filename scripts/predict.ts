import { parseArgs } from 'node:util'
import { fixesFor } from '../web/browser/fixes.ts'
import { predict } from '../web/browser/predict.ts'
import { explain } from './predict/explain.ts'
import { type ScenarioLine, scenarioLines } from './scenario-lines.ts'

const USAGE = `npm run -s predict < scenarios.jsonl > outcomes.jsonl

Says of each scenario, one JSON object a line, what its browser will do: one outcome a line, in order.
A malformed line gives {"error": …, "line": n}; the rest goes on, and the exit status is 1.

Each exchange has the rules that were applied, with their sources, as "steps".

  --no-steps  leave them out
  --explain   print them for people instead of JSON
  --help      print this`

const { values } = parseArgs({
  allowNegative: true,
  options: {
    steps: { type: 'boolean', default: true },
    explain: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

// A reader that has seen enough (head, less) is no failure.
process.stdout.on('error', () => process.exit())

if (values.help) {
  console.log(USAGE)
} else {
  const now = Date.now()
  for await (const line of scenarioLines(process.stdin)) process.stdout.write(`${answer(line, now)}\n`)
}

function answer(line: ScenarioLine, now: number): string {
  if ('error' in line) {
    process.exitCode = 1
    return values.explain
      ? `Line ${line.number} is no scenario: ${line.error}`
      : JSON.stringify({ error: line.error, line: line.number })
  }
  const outcome = predict(line.scenario, { steps: values.steps || values.explain, now })
  return values.explain ? explain(line.scenario, outcome, fixesFor) : JSON.stringify(outcome)
}
