import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { fixesFor } from '../web/browser/fixes.ts'
import { parseScenario } from '../web/browser/parse.ts'
import { predict } from '../web/browser/predict.ts'
import { explain } from './predict/explain.ts'

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
  let number = 0
  for await (const line of createInterface({ input: process.stdin })) {
    number += 1
    if (line.trim() === '') continue
    process.stdout.write(`${answer(line, number, now)}\n`)
  }
}

function answer(line: string, number: number, now: number): string {
  const value = json(line)
  const parsed = value === undefined ? { error: 'scenario: not JSON' } : parseScenario(value)
  if ('error' in parsed) {
    process.exitCode = 1
    return values.explain
      ? `Line ${number} is no scenario: ${parsed.error}`
      : JSON.stringify({ error: parsed.error, line: number })
  }
  const outcome = predict(parsed.scenario, { steps: values.steps || values.explain, now })
  return values.explain ? explain(parsed.scenario, outcome, fixesFor) : JSON.stringify(outcome)
}

/** Undefined for a line that is no JSON. */
function json(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
