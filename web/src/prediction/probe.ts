import type { Relation } from '../../../api/settings/settings.ts'
import type { Login } from '../client/api.ts'
import { createClient } from '../client/create.ts'
import type { Got } from '../client/recorder.ts'
import { inMemory } from '../client/tokens.ts'
import { createExperiment } from '../lab/control.ts'
import { settingsOf } from '../settings/moved.ts'

export type FoundPolicy = 'allow' | 'block' | 'unknown'

/** What was found the last time: good enough until it is found again. */
export function rememberedPolicy(): FoundPolicy | undefined {
  const kept = localStorage.getItem(KEY)
  return kept === 'allow' || kept === 'block' ? kept : undefined
}

export const rememberPolicy = (policy: FoundPolicy) => localStorage.setItem(KEY, policy)
const KEY = 'with-credentials.third-party-cookies'

/**
 * What this browser does with third-party cookies: an experiment of its own, across sites, logs in with an
 * unpartitioned cookie and asks who it is. A form's content type spares it the preflight.
 */
export async function probeThirdPartyCookies(
  originOf: (relation: Relation) => string | null,
  user: Login,
): Promise<FoundPolicy> {
  const secure = location.protocol === 'https:'
  const relation = secure ? 'https-cross-site' : 'cross-site'
  if (originOf(relation) === null) return 'unknown'
  const settings = settingsOf({
    relation,
    page: secure ? 'https' : 'http',
    'client.contentType': 'application/x-www-form-urlencoded',
    'cookie.partitioned': false,
  })
  try {
    const { bases } = await createExperiment(settings)
    const answers: Got[] = []
    const client = createClient(settings, bases[relation] ?? '', inMemory(), () => (got) => answers.push(got))
    await client.login(user)
    await client.me().catch(() => undefined)
    await client.logout().catch(() => undefined)
    const me = answers[1]
    if (me?.kind !== 'readable') return 'unknown'
    return me.status === 200 ? 'allow' : 'block'
  } catch {
    return 'unknown'
  }
}
