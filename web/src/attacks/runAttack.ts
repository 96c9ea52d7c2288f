import * as v from 'valibot'
import { type Deed, TRANSFER } from '../../../api/hostile/attacks.ts'
import { inject } from '../../../api/hostile/injected.ts'
import { type Outcome, outcomeOf } from '../../../api/hostile/table.ts'
import type { Loot, WireEvent } from '../../../api/lab/interface.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import { createClient, tokenStore } from '../client/create.ts'
import type { Got } from '../client/recorder.ts'
import { createExperiment } from '../lab/control.ts'
import type { Place } from '../trial/place.ts'
import { watchExperiment } from '../trial/watchExperiment.ts'

/** What came of an attack in this browser. */
export interface Observed {
  outcome: Outcome
  /** What the victim had before and afterwards. */
  balance: { before: number; after: number }
  /** What the server saw of the attack. */
  wire: WireEvent[]
  /** What the attacker sent home. */
  loot: Loot
}

/** An attack could not be tried; the message says why. */
export class AttackError extends Error {
  override name = 'AttackError'
}

const account = v.object({ balance: v.number() })

/**
 * Makes an experiment, logs somebody in to it in this page, lets the attack happen in this browser, and looks at what the
 * server executed and the attacker got. Nothing is left logged in.
 */
export async function runAttack(
  deed: Deed,
  settings: Settings,
  { lab, victim, window }: Pick<Place, 'lab' | 'victim' | 'window'>,
): Promise<Observed> {
  const { id, bases } = await createExperiment(settings)
  const base = bases[settings.relation] ?? ''
  const answers: Got[] = []
  const tokens = tokenStore(settings, id)
  const client = createClient(settings, base, tokens, () => (got) => answers.push(got))
  const watch = watchExperiment(id)

  async function balance(): Promise<number> {
    await client.me().catch(() => undefined)
    const got = answers.at(-1)
    const read = got?.kind === 'readable' && got.status === 200 ? JSON.parse(got.body) : null
    if (v.is(account, read)) return read.balance
    throw new AttackError('This browser did not keep the login, so there is nothing to attack.')
  }

  async function happen(): Promise<Loot> {
    if (deed.source === 'own-page') {
      const loot = `${lab.hostile['another-site'].http}/x/${id}/loot`
      const restore = inject({ aim: deed.aim, experiment: id, base, transfer: TRANSFER, loot })
      await client.me().catch(() => undefined)
      return told(await watch.loot().finally(restore))
    }
    if (!window) throw new AttackError('The hostile page has no window: allow pop-ups for this page.')
    window.goTo(`${lab.hostile[deed.source].http}/x/${id}/${deed.means}`)
    const loot = told(await watch.loot())
    if (deed.means === 'form' || deed.means === 'link') await watch.answered(isTransfer)
    return loot
  }

  try {
    await client.login(victim)
    const before = await balance()
    const first = await watch.received()
    const loot = await happen()
    const last = await watch.received()
    const after = await balance()
    const outcome = outcomeOf(after < before, loot.holds)
    return { outcome, balance: { before, after }, loot, wire: await watch.between(first, last) }
  } finally {
    await client.logout().catch(() => undefined)
    tokens.set(null)
    watch.close()
  }
}

/** Every attack tells what it got, be it nothing: silence is not an outcome. */
function told(loot: Loot | null): Loot {
  if (!loot) throw new AttackError('The attack did not tell in time what it got: run it once more.')
  return loot
}

const isTransfer = ({ request }: WireEvent) => new URL(request.url).pathname.endsWith('/transfers')
