import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportedDifference, StoryOutcome } from '../../web/browser/report.ts'

/** A finished case in one browser. */
export interface FinishedRun {
  /** The browser's setting: see `settingName`. */
  browser: string
  /** The browser's version; missing where it did not come so far. */
  version?: string
  case: string
  spec: StoryOutcome
  predicted: StoryOutcome
  /** Null where the browser gave none, and `error` says why. */
  observed: StoryOutcome | null
  error?: string
  differences: ReportedDifference[]
  /** What the deviations that decided do, in words: their place in the model's table may change. */
  deviations: string[]
}

/** Finished runs, each written as soon as it is there, so that nothing is lost when a run is broken off. */
export interface Journal {
  readonly runs: readonly FinishedRun[]
  add(runs: readonly FinishedRun[]): void
}

/** @param resume whether what an earlier run finished counts */
export function openJournal(folder: string, resume: boolean): Journal {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'runs.jsonl')
  const runs = resume && existsSync(file) ? readRuns(file) : []
  writeFileSync(file, textOf(runs))
  return {
    runs,
    add(more) {
      appendFileSync(file, textOf(more))
      runs.push(...more)
    },
  }
}

/** The last line may be broken off. */
const readRuns = (file: string): FinishedRun[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): FinishedRun[] => {
      try {
        return line ? [JSON.parse(line)] : []
      } catch {
        return []
      }
    })

const textOf = (runs: readonly FinishedRun[]) => runs.map((run) => `${JSON.stringify(run)}\n`).join('')
