import type { Outcome } from '../../../api/hostile/table.ts'

/** What a cell says. */
export const shortWords: Record<Outcome, string> = {
  stopped: 'stopped',
  read: 'read',
  executed: 'done',
  'executed and read': 'done, read',
  taken: 'taken',
}

/** The same as a sentence. */
export const sentences: Record<Outcome, string> = {
  stopped: 'Stopped: nothing was executed for the attacker, and nothing was read.',
  read: 'The attacker read the answer: who the user is, and the balance.',
  executed: 'The server executed the transfer. The attacker saw no answer, and needs none.',
  'executed and read': 'The server executed the transfer, and the attacker read the answer.',
  taken: 'The attacker holds the credential, and can use it from anywhere until it ends.',
}
