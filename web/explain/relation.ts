import { originOf, sameOrigin, schemelesslySameSite } from '../browser/origin.ts'

/** How an API's origin stands to the page's; schemes are compared first. */
export type RelationOfOrigins = 'same-origin' | 'same-site' | 'cross-scheme' | 'cross-site'

/** Null where one of them is no URL. */
export function relationOf(page: string | null, api: string | null): RelationOfOrigins | null {
  const [from, to] = [URL.parse(page ?? ''), URL.parse(api ?? '')]
  if (!from || !to) return null
  const [a, b] = [originOf(from), originOf(to)]
  if (sameOrigin(a, b)) return 'same-origin'
  if (a.scheme !== b.scheme) return 'cross-scheme'
  return schemelesslySameSite(a, b) ? 'same-site' : 'cross-site'
}
