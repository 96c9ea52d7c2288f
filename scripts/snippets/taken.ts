import type { Page } from 'puppeteer-core'
import { nest } from '../../api/settings/paths.ts'
import { settingsFor } from '../../api/test/settings.ts'

/** What a call came to in a page: what it returned, or the status of its error. */
export type Came = { value: unknown } | { status: number }

/** Calls of a client that was taken along, to be run in a page. */
export const LOGIN = "await tell(login('ada', 'lovelace'))"
export const STORY = `${LOGIN}, await tell(me()), await tell(transfer('barbara', 10)), await tell(logout()), await tell(me())`

/**
 * Runs calls of a client in a page that has the script of `bundle`.
 * @param place which of the script's files it is
 * @param calls expressions; each of the client's own calls is at hand by its name
 */
export async function runTaken(page: Page, place: number, calls: string): Promise<Came[]> {
  const tell = '(call) => call.then((value) => ({ value }), ({ status = 0 }) => ({ status }))'
  const run = `(async (tell) => { const { login, me, transfer, logout } = taken[${place}]; return [${calls}] })(${tell})`
  return JSON.parse(String(await page.evaluate(`${run}.then(JSON.stringify)`)))
}

/** The complete settings for knobs by path. */
export const settingsOf = (knobs: Record<string, unknown>) => settingsFor(nest(knobs))
