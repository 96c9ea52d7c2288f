import type { Deed } from '../../../../api/hostile/attacks.ts'
import { runAttack } from '../../attacks/runAttack.ts'
import type { Moved } from '../../settings/moved.ts'
import { type Stage, settingsFor } from '../stage.ts'
import type { Trial } from './trial.ts'

const FORM = { source: 'another-site', means: 'form' } as const
const SIBLING_FORM = { source: 'sibling-host', means: 'form' } as const
const byScript = (aim: 'cookie' | 'local-storage' | 'listen' | 'act') =>
  ({ source: 'own-page', aim }) as const
const LAX = { 'cookie.sameSite': 'Lax' }

export const csrfAndXss: Trial<'csrf-and-xss'> = {
  async run(stage) {
    return {
      none: await attacked(stage, FORM, { 'csrf.protection': 'none' }),
      lax: await attacked(stage, FORM, LAX),
      sibling: await attacked(stage, SIBLING_FORM, LAX),
      token: await attacked(stage, SIBLING_FORM, { ...LAX, 'csrf.protection': 'double-submit' }),
      bearer: await attacked(stage, FORM, { credential: 'bearer' }),
      localStorage: await attacked(stage, byScript('local-storage'), {
        credential: 'bearer',
        'token.keptIn': 'localStorage',
      }),
      memory: await attacked(stage, byScript('listen'), { credential: 'bearer' }),
      httpOnly: await attacked(stage, byScript('cookie'), {}),
      act: await attacked(stage, byScript('act'), {}),
    }
  },
  judge({ none, lax, sibling, token, bearer, localStorage, httpOnly, act }) {
    const right =
      none === 'executed' &&
      bearer === 'stopped' &&
      localStorage === 'taken' &&
      httpOnly === 'stopped' &&
      act !== 'stopped'
    if (!right) return 'fails'
    return [lax, sibling, token].every((seen) => seen === 'executed') ? 'holds' : 'depends'
  },
}

/** What came of an attack on an experiment. */
export async function attacked(stage: Stage, deed: Deed, knobs: Moved): Promise<string> {
  return (await runAttack(deed, settingsFor(stage.secure, knobs), stage)).outcome
}
