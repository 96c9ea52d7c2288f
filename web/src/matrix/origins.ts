import { originsAt } from '../../../api/lab/origins.ts'
import type { Relation, Settings } from '../../../api/settings/settings.ts'
import { type RelationKind, relationBetween } from '../lab/relation.ts'

/** The lab's usual ports, whichever ones the run had. */
const origins = originsAt({ page: 5173, api: 4000, reports: 4001, https: { page: 5443, api: 4443 } })

type Scheme = Settings['page']

export const pageOrigin = (page: Scheme): string => origins.pages[page] ?? origins.pages.http

/** Where the API is. Same-origin is the page's own origin, whatever its scheme. */
export const apiOrigin = (relation: Relation, page: Scheme): string =>
  relation === 'same-origin' ? pageOrigin(page) : (origins.api[relation] ?? '')

export const kindOf = (relation: Relation, page: Scheme): RelationKind =>
  relationBetween(pageOrigin(page), apiOrigin(relation, page))

/** A row's label: `api.localhost:4000`; the scheme is named where it is https. */
export const rowLabel = (relation: Relation, page: Scheme): string =>
  `${apiOrigin(relation, page).replace('http://', '')}${relation === 'same-origin' ? '/api' : ''}`
