import { beforeAll, describe, expect, it } from 'vitest'
import { unhashedDemoUsers } from '../api/lab/demo-users.ts'
import { type LabPage, openLabPage } from './browsers/lab-page.ts'
import { BROWSER_SETTINGS, settingName } from './browsers/launch.ts'
import { openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { hold, useLab } from './test-setup.ts'

const READY = '[data-testid=run-both]:not([disabled])'
const PATIENCE = 60_000

const free = { page: 0, api: 0 }
const lab = useLab(async (data) => openLab({ ...free, data, users: unhashedDemoUsers }, await builtPage()))

const oneHost = 'relation=other-port&cookie.partitioned=false'
const addresses = {
  'cookie or bearer': '',
  'Lax or None': `${oneHost}&cookie.sameSite=Lax;${oneHost}`,
  'session or JWT in a cookie': ';credential=jwt-cookie',
  'with a CSRF token or without': `${oneHost}&csrf.protection=double-submit;${oneHost}&csrf.protection=none`,
} as const

type Pair = keyof typeof addresses

/** Some of what a pair is there to show, on both sides. */
type Told = Record<string, [left: string, right: string]>

const cookieOrBearer: Told = {
  requests: ['4', '4'],
  preflights: ['2', '3'],
  way: ['nothing', 'taken'],
  siteForm: ['stopped', 'stopped'],
  siblingPost: ['money moved', 'stopped'],
  reload: ['known', 'not known'],
  copy: ['refused', 'accepted'],
}
const refused: Told = {
  siteForm: ['nobody is logged in', 'stopped'],
  reload: ['not known', 'not known'],
  copy: ['nothing to copy', 'accepted'],
}
const laxOrNone: Told = { siteForm: ['stopped', 'money moved'], siblingForm: ['money moved', 'money moved'] }
const sessionOrJwt: Told = { copy: ['refused', 'accepted'], service: ['cannot', 'cannot'] }
const csrfToken: Told = {
  requests: ['5', '4'],
  siblingForm: ['stopped', 'money moved'],
  siblingPost: ['stopped', 'money moved'],
}

/** Each pair where it is decided by other rules than elsewhere. */
const runs: Record<string, Partial<Record<Pair, Told>>> = {
  'chromium-allow': {
    'cookie or bearer': cookieOrBearer,
    'Lax or None': { ...laxOrNone, sitePost: ['stopped', 'money moved'] },
    'session or JWT in a cookie': sessionOrJwt,
    'with a CSRF token or without': csrfToken,
  },
  'chromium-block': {
    'cookie or bearer': cookieOrBearer,
    'Lax or None': { ...laxOrNone, sitePost: ['stopped', 'stopped'] },
  },
  firefox: { 'cookie or bearer': cookieOrBearer },
  webkitgtk: { 'cookie or bearer': refused },
}

const sides = ['left', 'right'] as const

/** What the server of an experiment has seen of the story, whose last request is the last `/me` before the logout. */
function seenOf(experiment: string) {
  const { wire } = lab.current.experiments.find(experiment) ?? {}
  const requests = (wire?.events ?? []).map(({ request }) => request)
  const logout = requests.findIndex(({ url }) => url.endsWith('/logout'))
  const end = requests.slice(0, logout).findLastIndex(({ url }) => url.endsWith('/me'))
  const story = requests.slice(0, end + 1)
  const sum = (of: 'head' | 'credential') => story.reduce((total, { bytes }) => total + bytes[of], 0)
  return {
    requests: String(story.filter(({ preflight }) => !preflight).length),
    preflights: String(story.filter(({ preflight }) => preflight).length),
    credential: String(sum('credential')),
    heads: String(sum('head')),
  }
}

async function run(page: LabPage, pair: Pair) {
  // The query makes it another address, so that the page is loaded anew.
  await page.goTo(`${lab.current.origins.pages.http}/compare?${encodeURIComponent(pair)}#${addresses[pair]}`)
  await page.waitFor(READY, 20_000)
  await page.click(READY)
  await page.waitFor(READY, PATIENCE)
  const heads = await page.dataOf('[data-testid^=head-]')
  return { cells: await page.dataOf('[data-testid=cell]'), experiments: heads.map((head) => head.experiment) }
}

const isPair = (name: string): name is Pair => name in addresses

describe.each(BROWSER_SETTINGS.map((setting) => ({ setting, name: settingName(setting) })))(
  'two sides compared in $name',
  ({ setting, name }) => {
    const page = hold(() => openLabPage(setting))

    it.runIf(name === 'chromium-allow')(
      'takes both settings from the address or the lab, and swaps them',
      async () => {
        const { http } = lab.current.origins.pages
        const opens = (side: string, fragment: string) =>
          page.current.waitFor(`[data-testid=open-${side}][href="/#${fragment}"]`, 10_000)
        await page.current.goTo(`${http}/#cookie.sameSite=Lax`)
        await page.current.waitFor('[data-testid=verdict]', 10_000)
        await page.current.goTo(`${http}/compare#relation=subdomain;credential=bearer`)
        await opens('left', 'relation=subdomain')
        await opens('right', 'credential=bearer')
        await page.current.click('[data-testid=take-right]')
        await opens('right', 'cookie.sameSite=Lax')
        await page.current.click('[data-testid=swap]')
        await opens('left', 'cookie.sameSite=Lax')
        await opens('right', 'relation=subdomain')
      },
    )

    describe.each(
      Object.entries(runs[name] ?? {}).flatMap(([pair, told]) => (isPair(pair) ? [{ pair, told }] : [])),
    )('$pair', ({ pair, told }) => {
      let came: Awaited<ReturnType<typeof run>>
      beforeAll(async () => {
        came = await run(page.current, pair)
      }, PATIENCE)

      const cellOf = (row: string, side: string) =>
        came.cells.find((cell) => cell.row === row && cell.side === side)

      it('comes as it was predicted', () => {
        const both = came.cells.filter(({ predicted, observed }) => predicted && observed)
        expect(both.length).toBeGreaterThan(20)
        expect(both.filter(({ agrees }) => agrees !== 'true')).toEqual([])
      })

      it.each(sides.map((side, index) => ({ side, index })))(
        'counts on the $side what the server has counted',
        ({ side, index }) => {
          const counted = seenOf(came.experiments[index] ?? '')
          const shown = Object.keys(counted).map((row) => [row, cellOf(row, side)?.observed])
          expect(Object.fromEntries(shown)).toEqual(counted)
        },
      )

      it.each(Object.entries(told).map(([row, values]) => ({ row, values })))(
        '$row: $values',
        ({ row, values }) => {
          expect(sides.map((side) => cellOf(row, side)?.observed || cellOf(row, side)?.predicted)).toEqual(
            values,
          )
        },
      )
    })
  },
)
