import type { TableBrowser } from '../../../api/hostile/table.ts'
import type { LabView } from '../../../api/lab/interface.ts'
import type { Login } from '../client/api.ts'
import { useThisBrowser } from '../prediction/useThisBrowser.ts'
import { modelled } from './models.ts'

const { own, policy, probe } = useThisBrowser()

/** Whether this browser stores a cookie with Secure over http from localhost. */
export const storesSecure = own !== 'webkitgtk' && own !== 'safari'

/** The column of the table that is about this browser; null where none is. */
export async function thisBrowser({ origins }: LabView, user: Login): Promise<TableBrowser | null> {
  await probe((relation) => origins[relation], user)
  return modelled(own, policy.value)
}
