import type { Cell, Outcome, TableBrowser } from '../../../api/hostile/table.ts'
import type { LabView } from '../../../api/lab/interface.ts'
import type { AttackPlace } from '../../lessons/lesson.ts'
import { openHostileWindow } from '../attacks/hostileWindow.ts'
import { type Observed, runAttack } from '../attacks/runAttack.ts'
import { storesSecure } from '../attacks/thisBrowser.ts'
import type { Cast } from '../run/tellStory.ts'
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
    const observed = await runAttack(cell, place.credential, {
      lab,
      victim: user,
      secure: storesSecure,
      window,
    })
    return { kind: 'attack', cell, expected: cell.expected[browser], observed }
  } finally {
    window?.close()
  }
}
