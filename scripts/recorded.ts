import { readFileSync } from 'node:fs'
import type { Scenario } from '../web/browser/scenario.ts'
import type { ObservedExchange } from './observe/observation.ts'

/** What was seen of an exchange in a real browser some time ago; the last three where the browser told. */
export type Recorded = Pick<
  ObservedExchange,
  'preflight' | 'sent' | 'cookies' | 'origin' | 'result' | 'exposed' | 'withheld'
> & {
  blockedBy?: string
  setCookieBlocked?: { line: string; reasons: string[] }[]
}

/** The recordings: each file's browser and setting are in its name. */
export const RECORDINGS = [
  'chromium-allow',
  'chromium-block',
  'firefox',
  'webkitgtk',
  'forgery-chromium-allow',
  'forgery-chromium-block',
  'forgery-firefox',
  'forgery-webkitgtk',
] as const

/** What a scenario alone cannot tell: a row's browser had a past. Such a row must go on to differ, or leave this list. */
export const NOT_IN_THE_SCENARIO = new Map([
  [
    'forgery-firefox e1l_',
    // Its DynamicFpiNavigationHeuristic grants a site storage access under a page's site when the tab comes back to the
    // latter and the user has been active on the former: the scenario before had its page at evil.localhost too. Run
    // alone in a fresh profile, Firefox ESR 153 sent no cookie, as predicted, three times of three.
    'Firefox had granted app.localhost storage access under evil.localhost',
  ],
])

/** The lines of a file of typed data, each a JSON object. */
export function dataLines(file: string): string[] {
  const text = readFileSync(new URL(`../web/browser/data/${file}.jsonl`, import.meta.url), 'utf8')
  return text.split('\n').filter((line) => line !== '')
}

/** An outcome in the form of the recordings, with as much in it as was told then. */
export function asRecorded(
  scenario: Scenario,
  outcome: ObservedExchange,
  i: number,
  recorded: Recorded | undefined,
): Recorded {
  const { preflight, sent, cookies, origin, result, exposed } = outcome
  const same: Recorded = { preflight, sent, cookies, origin, result, exposed }
  const lines = scenario.exchanges[i]?.response.headers.filter(
    ([name]) => name.toLowerCase() === 'set-cookie',
  )
  if (recorded?.blockedBy !== undefined) same.blockedBy = outcome.blockedBy ?? 'nothing'
  if (recorded?.setCookieBlocked !== undefined) {
    same.setCookieBlocked = (outcome.setCookies ?? [])
      .map(({ reasons }, n) => ({ line: lines?.[n]?.[1] ?? '', reasons }))
      .filter(({ reasons }) => reasons.length > 0)
  }
  if (recorded?.withheld !== undefined) same.withheld = outcome.withheld ?? []
  return same
}

/** The protocol lists withheld cookies in no fixed order. */
export function byName(recorded: Recorded): Recorded {
  if (recorded.withheld === undefined) return recorded
  return { ...recorded, withheld: recorded.withheld.toSorted((a, b) => a.name.localeCompare(b.name)) }
}
