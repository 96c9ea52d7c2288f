import type { TableBrowser } from '../../../api/hostile/table.ts'
import type { LabView } from '../../../api/lab/interface.ts'
import type { Login } from '../client/api.ts'
import { thisBrowserName } from '../lab/browser.ts'
import { engineOf } from '../prediction/engine.ts'
import { probeThirdPartyCookies } from '../prediction/probe.ts'
import { modelled } from './models.ts'

const engine = engineOf(thisBrowserName())

/** Whether this browser stores a cookie with Secure over http from localhost. */
export const storesSecure = engine !== 'webkitgtk' && engine !== 'safari'

/** The column of the table that is about this browser; null where none is. */
export async function thisBrowser({ origins }: LabView, user: Login): Promise<TableBrowser | null> {
  const policy =
    engine === 'chromium' ? await probeThirdPartyCookies((relation) => origins[relation], user) : undefined
  return modelled(engine, policy)
}
