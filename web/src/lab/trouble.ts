import { LabError } from './control.ts'

/** What is wrong with the lab itself, never an experiment's result, and the way out. */
export interface Trouble {
  kind: LabError['kind'] | 'script'
  message: string
  advice: string
}

const ADVICE: Record<Trouble['kind'], string> = {
  gone: 'Is `npm start` still running in its terminal?',
  ended:
    'Experiments end when many newer ones begin, or when the lab’s data is removed. The next request begins a new one.',
  refused: 'Change what it names, then run again.',
  script: 'Something in this page went wrong, not in your experiment.',
}

/** An error, in words. */
export function troubleOf(error: unknown): Trouble {
  const kind = error instanceof LabError ? error.kind : 'script'
  return { kind, message: error instanceof Error ? error.message : String(error), advice: ADVICE[kind] }
}
