import { createInterface } from 'node:readline'
import { parseScenario } from '../web/browser/parse.ts'
import type { Scenario } from '../web/browser/scenario.ts'

/** A line of JSON Lines: its scenario, or what is wrong with it. Lines are counted from 1. */
export type ScenarioLine = { number: number; scenario: Scenario } | { number: number; error: string }

/** The lines of an input; blank ones are passed over. */
export async function* scenarioLines(input: NodeJS.ReadableStream): AsyncGenerator<ScenarioLine> {
  let number = 0
  for await (const text of createInterface({ input })) {
    number += 1
    if (text.trim() === '') continue
    const value = json(text)
    const parsed = value === undefined ? { error: 'scenario: not JSON' } : parseScenario(value)
    yield { number, ...parsed }
  }
}

/** Undefined for a line that is no JSON. */
function json(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
