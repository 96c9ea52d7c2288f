import { createSecretKey, randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createApi } from '../../api/create-api.ts'
import { demoUsers } from '../../api/lab/demo-users.ts'
import { newRsaKey, rsaTokenKey } from '../../api/lab/rsa-key.ts'
import { parseSettings } from '../../api/settings/settings.ts'
import type { Store } from '../../api/store/store.ts'
import { createUsers, type Users } from '../../api/users.ts'

/** The origin whose page calls. */
export const PAGE = 'http://app.localhost:5173'
/** The API's id: six letters, as the lab's experiments have. */
export const ID = 'metric'
/** Signs tokens with HS256. */
export const key = createSecretKey(randomBytes(32))

/** This project's API, with some settings, over a store. */
export async function apiServer(
  partial: object,
  store: Store,
  users: Users = createUsers(demoUsers),
): Promise<RequestListener> {
  const parsed = parseSettings(partial)
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
  const { settings } = parsed
  const tokenKey =
    settings.token.algorithm === 'RS256'
      ? rsaTokenKey(await newRsaKey())
      : { kid: randomBytes(12).toString('base64url'), signing: key, verifying: key }
  return createApi(settings, {
    id: ID,
    pageOrigin: PAGE,
    users,
    store,
    now: Date.now,
    cookieKeys: [randomBytes(32).toString('base64url')],
    csrfKey: key,
    tokenKeys: () => [tokenKey],
  }).callback()
}
