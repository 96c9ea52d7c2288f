import { type Cell, tableOf } from '../../../api/hostile/table.ts'
import type { AttackPlace } from '../../lessons/lesson.ts'

/** The table's cell. */
export function cellAt({ credential, attack, protection }: AttackPlace): Cell {
  const cell = tableOf(credential).find((one) => one.attack.id === attack && one.protection.id === protection)
  if (!cell) throw new Error(`The table has no ${attack} on ${credential} under ${protection}.`)
  return cell
}

/** The page /attacks with the cell picked. */
export const attackLink = ({ credential, attack, protection }: AttackPlace) =>
  `/attacks#${credential}/${attack}/${protection}`
