/** What will break, before it does. */
export interface Warning {
  /** The check that says so. */
  check: CheckName
  /** What is wrong, in the reader's own values; no cookie's value and no password is among them. */
  message: string
  /** What to change. */
  fix: string
  /** Where the rule stands: a URL with fragment. */
  source: string
}

export const CHECKS = [
  'allowed-origin',
  'double-allow-origin',
  'wildcard-with-credentials',
  'cookie-size',
  'cookie-not-stored',
  'login',
] as const
export type CheckName = (typeof CHECKS)[number]
