import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** How long a process may take to end by itself, in milliseconds. */
const PATIENCE = 3000

/** Ends a process that was started here, by force if it has to be. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const exit = once(child, 'exit')
  child.kill()
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
  await exit
  clearTimeout(timer)
}
