import type { Claim, Seen } from './claim.ts'
import { cookieClaims } from './cookies.ts'
import { costClaims } from './cost.ts'
import { loginClaims } from './logins.ts'
import { protectionClaims } from './protection.ts'

/** The claims by what they are about, in the order in which the page has them. */
const groups = {
  'What it costs': costClaims,
  'When cookies go': cookieClaims,
  'Where a login is good': loginClaims,
  'What keeps others out': protectionClaims,
}

const all = { ...costClaims, ...cookieClaims, ...loginClaims, ...protectionClaims }

type All = typeof all

/** What the page’s address and the tests call a claim. */
export type ClaimId = keyof All

/** What is tried for a claim. */
export type RowKey<Id extends ClaimId> = keyof All[Id]['rows'] & string

/** What a run saw of each row. */
export type Evidence<Id extends ClaimId> = Record<RowKey<Id>, Seen>

/** The claims, in the order in which the page has them. */
export const claims: Readonly<Record<ClaimId, Claim>> = all

const isClaimId = (name: string): name is ClaimId => Object.hasOwn(claims, name)

export const claimIds: readonly ClaimId[] = Object.keys(claims).filter(isClaimId)

/** The same, each with its title. */
export const claimGroups: readonly { title: string; ids: readonly ClaimId[] }[] = Object.entries(groups).map(
  ([title, group]) => ({ title, ids: Object.keys(group).filter(isClaimId) }),
)

export const claimIdOf = (name: string): ClaimId | undefined => (isClaimId(name) ? name : undefined)
