import { knobsOf } from '../../../api/hostile/protections.ts'
import type { Cell, Outcome, TableBrowser } from '../../../api/hostile/table.ts'
import type { LabView } from '../../../api/lab/interface.ts'
import type { AttackPlace } from '../../lessons/lesson.ts'
import { type Observed, runAttack } from '../attacks/runAttack.ts'
import type { Cast } from '../run/tellStory.ts'
import { settingsOf } from '../settings/moved.ts'
import { openHostileWindow } from '../trial/hostileWindow.ts'
import { storesSecure } from '../trial/thisBrowser.ts'
import { cellAt } from './attackPlace.ts'

/** An attack as it went in this browser, beside what the table of attacks says of it. */
export interface AttackRun {
  kind: 'attack'
  cell: Cell
  expected: Outcome
  observed: Observed
}

/** Lets an attack happen here. Has to be called during a click, which may open a window. */
export async function runAttackAt(
  place: AttackPlace,
  browser: TableBrowser,
  lab: LabView,
  { user }: Cast,
): Promise<AttackRun> {
  const cell = cellAt(place)
  const window = cell.attack.source === 'own-page' ? null : openHostileWindow()
  try {
    const settings = settingsOf(knobsOf(place.credential, cell.protection, storesSecure))
    const observed = await runAttack(cell.attack, settings, { lab, victim: user, window })
    return { kind: 'attack', cell, expected: cell.expected[browser], observed }
  } finally {
    window?.close()
  }
}
