/** How the API's origin stands to the page's. */
export type RelationKind = 'same-origin' | 'same-site' | 'cross-scheme' | 'cross-site'

export const relationKinds = ['same-origin', 'same-site', 'cross-site', 'cross-scheme'] as const

/** Schemes are compared first: an origin of the other scheme is cross-scheme, whatever its host. */
export function relationBetween(page: string, api: string): RelationKind {
  const from = new URL(page)
  const to = new URL(api)
  if (from.origin === to.origin) return 'same-origin'
  if (from.protocol !== to.protocol) return 'cross-scheme'
  return site(from) === site(to) ? 'same-site' : 'cross-site'
}

/** Under localhost, which acts as a public suffix, the registrable domain is the last two labels. */
const site = ({ hostname }: URL) => hostname.split('.').slice(-2).join('.')

/** The short class and colour name of each kind. */
export const relationCode = {
  'same-origin': 'so',
  'same-site': 'ss',
  'cross-scheme': 'xc',
  'cross-site': 'xs',
} as const
