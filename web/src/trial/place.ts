import type { LabView } from '../../../api/lab/interface.ts'
import type { Login } from '../client/api.ts'
import type { HostileWindow } from './hostileWindow.ts'

/** What a trial in this browser needs. */
export interface Place {
  lab: LabView
  /** Who logs in. */
  victim: Login
  /** Whether this browser stores cookies with Secure over http. */
  secure: boolean
  /** Where a hostile page is shown; null where the browser allowed no window, or none was needed. */
  window: HostileWindow | null
}

export function victimOf({ users }: LabView): Login {
  const { username = '', password = '' } = users[0] ?? {}
  return { username, password }
}
