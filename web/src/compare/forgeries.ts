import type { HostileSource } from '../../../api/lab/origins.ts'
import type { RowId } from './rows.ts'

/** The forged transfers that are tried, each with the row that tells of it. */
export const forgeries = [
  { row: 'siteForm', source: 'another-site', means: 'form' },
  { row: 'sitePost', source: 'another-site', means: 'post' },
  { row: 'siblingForm', source: 'sibling-host', means: 'form' },
  { row: 'siblingPost', source: 'sibling-host', means: 'post' },
] as const satisfies readonly { row: RowId; source: HostileSource; means: 'form' | 'post' }[]

export type Forgery = (typeof forgeries)[number]
