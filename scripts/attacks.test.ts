import { beforeAll, describe, expect, it } from 'vitest'
import { type HostileCredential, hostileCredentials } from '../api/hostile/protections.ts'
import { browsers, type Cell, type TableBrowser, tableOf } from '../api/hostile/table.ts'
import { unhashedDemoUsers } from '../api/lab/demo-users.ts'
import { openLabPage } from './browsers/lab-page.ts'
import { BROWSER_SETTINGS, settingName } from './browsers/launch.ts'
import { openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { hold, useLab } from './test-setup.ts'

const isOf = <T extends object>(table: T, name: string): name is Extract<keyof T, string> => name in table

/**
 * Which credentials hostile pages attack where. To them all cookies are alike, and so are all bearer tokens: each kind of cookie is
 * attacked in one browser, and in each browser one cookie and one token.
 */
const ATTACKED: Record<TableBrowser, readonly HostileCredential[]> = {
  'chromium-allow': ['session-cookie', 'bearer-memory'],
  'chromium-block': ['session-in-cookie', 'bearer-memory'],
  firefox: ['jwt-cookie', 'bearer-memory'],
  webkitgtk: ['session-cookie', 'bearer-memory'],
}

const keyOf = ({ attack, protection }: Pick<Cell, 'attack' | 'protection'>) => `${attack.id} ${protection.id}`

/** What a script of the own page does to each credential: all of it in one browser, and reading the readable cookie in each. */
const fromInside = (browser: TableBrowser) =>
  Object.keys(hostileCredentials)
    .filter((name) => isOf(hostileCredentials, name))
    .filter((name) => !ATTACKED[browser].includes(name))
    .flatMap((credential) =>
      tableOf(credential)
        .filter(({ attack }) => attack.source === 'own-page')
        .filter(
          ({ attack }) =>
            browser === 'chromium-allow' ||
            (credential === 'jwt-cookie-readable' && attack.id === 'own-page-cookie'),
        )
        .map(({ attack, protection, expected }) => ({
          fragment: [credential, attack.id, protection.id].join('/'),
          cell: keyOf({ attack, protection }),
          outcome: expected[browser],
        })),
    )

const READY = '[data-testid=run-all]:not([disabled])'
const PATIENCE = 200_000

const free = { page: 0, api: 0 }
const lab = useLab(async (data) => openLab({ ...free, data, users: unhashedDemoUsers }, await builtPage()))

/** What the page's table says will come of a cell, and what came of it. */
interface Told {
  expected: string
  observed: string
}

describe.each(
  BROWSER_SETTINGS.flatMap((setting) => {
    const name = settingName(setting)
    return isOf(browsers, name) ? [{ setting, name }] : []
  }),
)('the table of attacks in $name', ({ setting, name }) => {
  const page = hold(() => openLabPage(setting))

  /** Presses a key of the page, waits until all attacks are over, and tells what each cell said before and says now. */
  async function run(fragment: string, key: string): Promise<Map<string, Told>> {
    // The query makes it another address, so that the page is loaded anew.
    await page.current.goTo(`${lab.current.origins.pages.http}/attacks?${fragment}#${fragment}`)
    await page.current.waitFor(READY, 20_000)
    await page.current.click(key)
    await page.current.waitFor(READY, PATIENCE)
    const cells = await page.current.dataOf('[data-testid=cell]')
    return new Map(
      cells.map(({ attack, protection, expected, observed, problem }) => [
        `${attack} ${protection}`,
        { expected: expected ?? '', observed: problem || observed || 'not run' },
      ]),
    )
  }

  describe.each(ATTACKED[name])('on %s', (credential) => {
    let seen: Map<string, Told>
    beforeAll(async () => {
      seen = await run(credential, '[data-testid=run-all]')
    }, PATIENCE)

    it.each(
      tableOf(credential).map((cell) => ({
        cell: keyOf(cell),
        outcome: cell.expected[name],
      })),
    )('$cell: $outcome', ({ cell, outcome }) => {
      expect(seen.get(cell)).toEqual({ expected: outcome, observed: outcome })
    })
  })

  it.each(fromInside(name))('$fragment: $outcome', async ({ fragment, cell, outcome }) => {
    const seen = await run(fragment, '[data-testid=run-attack]')
    expect(seen.get(cell)).toEqual({ expected: outcome, observed: outcome })
  })
})
