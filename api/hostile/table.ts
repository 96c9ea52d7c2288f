import { type Attack, attacks } from './attacks.ts'
import { type HostileCredential, type Protection, type ProtectionId, protections } from './protections.ts'

/** The browsers in which the table was seen, named as their drivers name them. */
export const browsers = {
  'chromium-allow': 'Chromium, third-party cookies allowed',
  'chromium-block': 'Chromium, third-party cookies blocked',
  firefox: 'Firefox',
  webkitgtk: 'WebKitGTK',
} as const

export type TableBrowser = keyof typeof browsers

/** What came of an attack: what the server executed, and what the attacker got. */
export type Outcome = 'stopped' | 'read' | 'executed' | 'executed and read' | 'taken'

/** @param executed whether the money has moved. @param got the best that the attacker holds afterwards */
export function outcomeOf(executed: boolean, got: 'credential' | 'answer' | 'nothing'): Outcome {
  if (got === 'credential') return 'taken'
  if (executed) return got === 'answer' ? 'executed and read' : 'executed'
  return got === 'answer' ? 'read' : 'stopped'
}

/** An attack on a credential under a protection, and what comes of it. */
export interface Cell {
  attack: Attack
  protection: Protection
  expected: Expected
}

type Expected = Record<TableBrowser, Outcome>

const everywhere = (outcome: Outcome): Expected => ({
  'chromium-allow': outcome,
  'chromium-block': outcome,
  firefox: outcome,
  webkitgtk: outcome,
})

/** Where a cookie of the first party goes with what another site fetches: WebKitGTK only keeps third parties from storing. */
const thirdParty = (outcome: Outcome): Expected => ({
  ...everywhere(outcome),
  'chromium-block': 'stopped',
  firefox: 'stopped',
})

/** What is not stopped: attack → protection → outcome. */
type Passing = Partial<Record<Attack['id'], Partial<Record<ProtectionId, Expected>>>>

const onCookies: Passing = {
  'another-site-read': { 'reflects-any-origin': thirdParty('read') },
  'another-site-frame': { 'reflects-any-origin': thirdParty('read'), 'null-trusted': thirdParty('read') },
  'another-site-post': {
    none: thirdParty('executed'),
    // Chromium takes it for Lax, and Firefox has another jar for the site's fetches.
    unset: { ...everywhere('stopped'), webkitgtk: 'executed' },
    'reflects-any-origin': thirdParty('executed'),
    'null-trusted': thirdParty('executed'),
  },
  'another-site-form': {
    none: everywhere('executed'),
    unset: everywhere('executed'),
    'reflects-any-origin': everywhere('executed'),
    'null-trusted': everywhere('executed'),
  },
  'another-site-put': { 'reflects-any-origin': thirdParty('executed and read') },
  'sibling-host-read': {
    'reflects-any-origin': everywhere('read'),
    'matches-by-suffix': everywhere('read'),
  },
  'sibling-host-frame': { 'reflects-any-origin': thirdParty('read'), 'null-trusted': thirdParty('read') },
  'sibling-host-post': passes('executed', 'reflects-any-origin', 'matches-by-suffix', 'null-trusted'),
  'sibling-host-form': passes('executed', 'reflects-any-origin', 'matches-by-suffix', 'null-trusted'),
  'sibling-host-put': {
    'reflects-any-origin': everywhere('executed and read'),
    'matches-by-suffix': everywhere('executed and read'),
  },
  'own-page-act': { all: everywhere('executed and read') },
}

/** What SameSite alone leaves to a sibling host. */
function passes(outcome: Outcome, ...faults: ProtectionId[]) {
  const ids: ProtectionId[] = ['none', 'unset', 'lax', 'strict', ...faults]
  return Object.fromEntries(ids.map((id) => [id, everywhere(outcome)]))
}

const taken = { all: everywhere('taken') }

const onBearer: Passing = {
  'own-page-listen': taken,
  'own-page-act': { all: everywhere('executed and read') },
}

const passing: Record<HostileCredential, Passing> = {
  'session-cookie': onCookies,
  'session-in-cookie': onCookies,
  'jwt-cookie': onCookies,
  'jwt-cookie-readable': { ...onCookies, 'own-page-cookie': taken },
  'bearer-memory': onBearer,
  'bearer-session-storage': { ...onBearer, 'own-page-session-storage': taken },
  'bearer-local-storage': { ...onBearer, 'own-page-local-storage': taken },
}

/** The table of a credential, row by row. */
export const tableOf = (credential: HostileCredential): Cell[] =>
  attacks.flatMap((attack) =>
    protections(credential, attack.source).map((protection) => ({
      attack,
      protection,
      expected: passing[credential][attack.id]?.[protection.id] ?? everywhere('stopped'),
    })),
  )
