import { CLAUSES, type RuleId } from './clauses.ts'
import type { Step } from './scenario.ts'

/** Where rules record themselves, if anybody listens: `trace?.push(step(…))`. It never changes an answer. */
export type Trace = Step[] | undefined

/** `source` is given where an engine's deviation decided instead of the standard's text. */
export function step(rule: RuleId, pass: boolean, text: string, source: string = CLAUSES[rule]): Step {
  return { rule, pass, text, source }
}

export function quote(text: string | null): string {
  return text === null ? 'nothing' : `"${text}"`
}

export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
