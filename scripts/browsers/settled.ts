import { within } from '../time-limit.ts'

/** How long a navigation may take to reach the server, and to end once it was answered. In milliseconds. */
const TO_REACH = 3000
const TO_END = 1000

/**
 * Waits until a navigation has come to its end: it may end nowhere (an answer without content), or never reach the server.
 * @returns whether it reached the server
 */
export async function settled(ended: Promise<unknown>, answered: Promise<void>): Promise<boolean> {
  const navigated = ended.catch(() => undefined)
  const came = (milliseconds: number, event: Promise<unknown>) =>
    within(milliseconds, event, 'late').then(
      () => true,
      () => false,
    )
  const reached = await came(TO_REACH, answered)
  if (reached) await came(TO_END, navigated)
  return reached
}
