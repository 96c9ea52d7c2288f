import type { Reason } from '../browser/reasons.ts'

export type { Reason }

/** Causes that the model has no rule for, because the browser names none or no answer came. */
export const UNRULED = ['Unnamed', 'NoAnswer', 'LocalNetworkAccess'] as const
export type Unruled = (typeof UNRULED)[number]
export type Cause = Reason | Unruled

export const VENDORS = ['Chrome', 'Firefox', 'Safari'] as const
export type Vendor = (typeof VENDORS)[number]

/** What one message of a browser tells. What it leaves out is undefined. */
export interface Sighting {
  vendor: Vendor
  /** The likeliest first; the others are what the wording leaves open as well. */
  causes: readonly [Cause, ...Cause[]]
  /** The request's URL, as written. */
  url?: string | undefined
  /** The page's origin. */
  origin?: string | undefined
  /** The value of the header that the message is about. */
  value?: string | undefined
  method?: string | undefined
  /** The request header that was not allowed. */
  header?: string | undefined
  status?: number | undefined
  cookie?: string | undefined
}

export const isUnruled = (cause: Cause): cause is Unruled => UNRULED.some((name) => name === cause)
