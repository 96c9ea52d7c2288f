import type { Aim } from '../../../api/hostile/attacks.ts'
import { TRANSFER } from '../../../api/hostile/attacks.ts'
import { inject } from '../../../api/hostile/injected.ts'
import type { LabView, Loot } from '../../../api/lab/interface.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import { createClient, tokenStore } from '../client/create.ts'
import { createExperiment } from '../lab/control.ts'
import type { Cast } from '../run/tellStory.ts'
import { watchExperiment } from '../trial/watchExperiment.ts'
import type { Values } from './rows.ts'

/**
 * Lets a script in this very page take what it can of a login, in an experiment of its own, and asks the second service with
 * the same credential.
 */
export async function reach(
  settings: Settings,
  { lab, cast }: { lab: LabView; cast: Cast },
): Promise<Values> {
  const { id, bases } = await createExperiment(settings)
  const base = bases[settings.relation] ?? ''
  const tokens = tokenStore(settings, id)
  const watch = watchExperiment(id)
  let pieces = 0

  // A client for each request, as the page has it: what was injected stands in the way of each.
  const client = () => createClient(settings, base, tokens, () => () => undefined)

  /** What an injected script sends home, after the page's next request. */
  async function taken(aim: Aim): Promise<Loot['holds']> {
    const loot = `${lab.hostile['another-site'].http}/x/${id}/loot`
    const restore = inject({ aim, experiment: id, base, transfer: TRANSFER, loot })
    await client()
      .me()
      .catch(() => undefined)
    const piece = await watch.loot(pieces).finally(restore)
    if (piece) pieces += 1
    return piece?.holds ?? 'nothing'
  }
  const isTaken = async (...aims: Aim[]) => {
    const found: boolean[] = []
    for (const aim of aims) found.push((await taken(aim)) === 'credential')
    return found.includes(true) ? 'taken' : 'nothing'
  }

  try {
    await client()
      .login(cast.user)
      .catch(() => undefined)
    return {
      service: await askService(`${lab.reports}/x/${id}/reports`, tokens.get()?.accessToken),
      cookie: await isTaken('cookie'),
      storage: await isTaken('session-storage', 'local-storage'),
      way: await isTaken('listen'),
      act: (await taken('act')) === 'answer' ? 'done' : 'stopped',
    }
  } finally {
    await client()
      .logout()
      .catch(() => undefined)
    tokens.set(null)
    watch.close()
  }
}

/** Whether the second service takes what proves the login: the token, or whatever cookies go there. */
async function askService(url: string, token: string | undefined): Promise<string> {
  const init: RequestInit = token
    ? { headers: { Authorization: `Bearer ${token}` } }
    : { credentials: 'include' }
  const answer = await fetch(url, init).catch(() => null)
  if (!answer) return 'blocked'
  return answer.ok ? 'checks it' : 'cannot'
}
