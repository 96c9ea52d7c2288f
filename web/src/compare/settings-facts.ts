import type { Settings } from '../../../api/settings/settings.ts'

/**
 * Whether a login is kept when the browser closes. Storage: HTML, "The sessionStorage getter" and "The localStorage getter": the
 * one lives as long as the tab, the other has no end.
 * @param persists whether the browser keeps one of the login's cookies
 */
export function outlives({ credential, token }: Settings, persists: boolean): string {
  const kept = credential === 'bearer' ? token.keptIn === 'localStorage' : persists
  return kept ? 'kept' : 'gone'
}

/** Whether the API knows a login after it was started again: what it keeps in memory alone is gone, keys and the store are on disk. */
export const restarted = ({ credential, wire }: Settings): string =>
  credential === 'session-cookie' && wire.servers === 'own-stores' ? 'not known' : 'known'

/** Why no page can try these. */
export const beyondThePage = {
  closed: 'no page can close its browser',
  restart: 'no page can restart the server',
} as const
