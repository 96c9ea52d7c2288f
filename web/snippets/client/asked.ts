import { headerOf } from '../../../api/settings/header-line.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import type { Place } from '../snippet.ts'

/** What the settings ask of a client, whichever of the two libraries they name. */
export interface Asked {
  credential: Settings['credential']
  /** Where the API answers. */
  api: string
  /** Whether that is the page's own origin. */
  sameOrigin: boolean
  /** fetch's words; XMLHttpRequest without credentials is `same-origin` (XHR, "withCredentials"). */
  credentials: Settings['client']['credentials']
  mode: Settings['client']['mode']
  method: Settings['client']['method']
  contentType: Settings['client']['contentType']
  /** The extra header. */
  header: [name: string, value: string] | null
  /** Whether changes of state need a token from `GET /csrf`. */
  csrfToken: boolean
  keptIn: Settings['token']['keptIn']
}

export function askedOf({ credential, client, csrf, token }: Settings, place: Place): Asked {
  const { library, withCredentials, method, contentType, header } = client
  const cookies = withCredentials ? 'include' : 'same-origin'
  return {
    credential,
    api: place.api,
    sameOrigin: new URL(place.api).origin === place.page,
    credentials: library === 'fetch' ? client.credentials : cookies,
    mode: library === 'fetch' ? client.mode : 'cors',
    method,
    contentType,
    header: headerOf(header),
    csrfToken: csrf.protection === 'double-submit' && credential !== 'bearer',
    keptIn: token.keptIn,
  }
}

/** Whether the API gives new tokens for old ones. */
export const refreshes = ({ credential }: Asked) => credential === 'bearer' || credential === 'jwt-cookie'
