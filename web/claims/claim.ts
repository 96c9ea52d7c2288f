import type { TableBrowser } from '../../api/hostile/table.ts'

/** What a run says of a claim. */
export type Verdict = 'holds' | 'fails' | 'depends'

/** What was seen of one thing that is tried: a word or two, or a number. */
export type Seen = string | number

/** One thing that a run tries. */
export interface Row {
  label: string
  /** What a number counts, such as `bytes`. */
  unit?: string
  /** What the tests see in each browser, or in all alike; left out where it is a measurement, which is never the same twice. */
  seen?: Seen | Record<TableBrowser, Seen>
}

/** A sentence that people repeat, and how it is tried. */
export interface Claim {
  /** As short as the index has it. */
  title: string
  /** As people say it. */
  sentence: string
  /** Who says so, in one phrase. */
  saidBy: string
  /** What is run. */
  run: string
  /** What is tried, in order. */
  rows: Readonly<Record<string, Row>>
  /** What each verdict means here, of those that have been seen; `{key}` stands for what was seen of a row. */
  means: Partial<Record<Verdict, string>>
  /** What the verdict depends on, where it is not the browser: knobs, the API’s code, what is meant by a word. */
  dependsOn: string
  /** The verdict in each browser, as the tests see it. */
  expected: Record<TableBrowser, Verdict>
  /** The verdict that some runs give in its place: two measurements lie close together, or one cannot be made everywhere. */
  atTimes?: Verdict
  /** The position of the knobs behind it. */
  knobs: Readonly<Record<string, unknown>>
  /** Whether a hostile page takes part, for which the browser has to allow a window. */
  needsWindow?: true
}

/** The page and the API share a host: another origin, the same site, and in each browser a first party's cookies. */
export const SAME_HOST = { relation: 'other-port', 'cookie.partitioned': false } as const

/** The same in every browser. */
export const everywhere = <T>(value: T): Record<TableBrowser, T> => ({
  'chromium-allow': value,
  'chromium-block': value,
  firefox: value,
  webkitgtk: value,
})

/** Two values, one of them WebKitGTK's. */
export const exceptWebKit = <T>(value: T, webkitgtk: T): Record<TableBrowser, T> => ({
  ...everywhere(value),
  webkitgtk,
})
