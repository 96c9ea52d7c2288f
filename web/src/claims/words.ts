import type { TableBrowser } from '../../../api/hostile/table.ts'
import type { Claim, Row, Seen, Verdict } from '../../claims/claim.ts'

/** What a verdict says. */
export const verdictWords: Record<Verdict, string> = { holds: 'Holds', fails: 'Fails', depends: 'Depends' }

/** Its mark. */
export const verdictMarks = { holds: 'pass', fails: 'stop', depends: 'depends' } as const

/** What was seen, with its unit. */
export const seenWords = (seen: Seen, unit?: string): string =>
  typeof seen === 'number' ? `${inDigits(seen, unit)}${unit ? ` ${unit}` : ''}` : seen

const inDigits = (seen: number, unit?: string) =>
  seen.toLocaleString('en', unit === '×' ? { minimumFractionDigits: 2 } : {})

/** What the tests see of a row in a browser; undefined where it is measured anew each time, or they do not know the browser. */
export function expectedOf({ seen }: Row, browser: TableBrowser | null): Seen | undefined {
  return typeof seen === 'object' ? (browser ? seen[browser] : undefined) : seen
}

/** What a verdict means for a claim. @param seenOf what was seen of a row, or is expected of it */
export function meaningOf(claim: Claim, verdict: Verdict, seenOf: (key: string) => Seen | undefined): string {
  const text = claim.means[verdict] ?? 'No browser of the tests did this: what it did is below.'
  return text.replace(/\{(\w+)\}/g, (_, key: string) => seenWords(seenOf(key) ?? '…', claim.rows[key]?.unit))
}
