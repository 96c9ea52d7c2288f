import type { Claim, Seen, Verdict } from '../../claims/claim.ts'

/** What a verdict says. */
export const verdictWords: Record<Verdict, string> = { holds: 'Holds', fails: 'Fails', depends: 'Depends' }

/** Its mark. */
export const verdictMarks = { holds: 'pass', fails: 'stop', depends: 'depends' } as const

/** What was seen, with its unit. */
export const seenWords = (seen: Seen, unit?: string): string =>
  typeof seen === 'number' ? `${inDigits(seen, unit)}${unit ? ` ${unit}` : ''}` : seen

const inDigits = (seen: number, unit?: string) =>
  seen.toLocaleString('en', unit === '×' ? { minimumFractionDigits: 2 } : {})

/** What a verdict means for a claim, with what was seen in its place. */
export function meaningOf(claim: Claim, verdict: Verdict, evidence: Readonly<Record<string, Seen>>): string {
  const text = claim.means[verdict] ?? 'No browser of the tests did this: what it did is below.'
  return text.replace(/\{(\w+)\}/g, (_, key: string) =>
    seenWords(evidence[key] ?? '?', claim.rows[key]?.unit),
  )
}
