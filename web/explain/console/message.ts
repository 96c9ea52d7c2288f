import type { Cause, Vendor } from '../sighting.ts'

/**
 * A wording of a browser. The pattern is matched against text whose quotes are all `'` and whose white space is one blank;
 * its named groups are a sighting's fields. Quantifiers are bounded, so that no input makes it slow.
 */
export interface Message {
  vendor: Vendor
  pattern: RegExp
  causes: readonly [Cause, ...Cause[]]
}

export const message = (vendor: Vendor, pattern: RegExp, ...causes: [Cause, ...Cause[]]): Message => ({
  vendor,
  pattern,
  causes,
})
