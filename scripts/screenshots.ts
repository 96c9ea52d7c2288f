// Pictures of the page, to be looked at after a change: npm run screenshots [-- FOLDER [NAME…]]. The two of the README are among them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PagePath } from '../web/pages.ts'
import { madeReport as benchReport } from '../web/src/bench/fixtures.ts'
import { madeReport } from '../web/src/matrix/fixtures.ts'
import { launchChromium } from './browsers/chromium.ts'
import { addressOf, type Press, readLedger } from './browsers/story.ts'
import { openLab } from './lab.ts'
import { builtPage } from './page.ts'
import { READY } from './pages/states.ts'
import { temporaryFolder } from './test-lab.ts'

interface Picture {
  name: string
  /** Left out, the lab. */
  path?: PagePath
  /** What the address names within a page other than the lab. */
  fragment?: string
  /** Keys to press before, by their test id. */
  keys?: string[]
  knobs?: Record<string, string>
  presses?: Press[]
  width?: number
  height?: number
}

const kept = { 'cors.policy': 'off', 'client.contentType': 'application/x-www-form-urlencoded' }
const phone = { width: 390, height: 844 }

const diagram = ['choose-diagram']

/** The code to take along, opened. */
const code = (snippet: string) => ['take-along', `choose-${snippet}`]

const matrix = { path: '/matrix' } as const
const claims = { path: '/claims', fragment: 'tokens-need-no-cors' } as const
const attacks = { path: '/attacks' } as const
const lesson = { path: '/lessons', fragment: 'wildcard-and-cookie' } as const
const answered = { ...lesson, keys: ['answer-B', 'run-lesson'] }
const unset = { ...answered, fragment: 'samesite-unset' }
const stolen = { ...answered, fragment: 'stolen-token' }
const bench = { path: '/bench' } as const
const compare = { path: '/compare' } as const

const unpartitioned = 'relation=other-port&cookie.partitioned=false'
const csrfPair = `${unpartitioned}&csrf.protection=double-submit;${unpartitioned}&csrf.protection=none`
const laxPair = 'cookie.sameSite=Lax;cookie.partitioned=false'

const explained = (example: string) => ({ path: '/explain' as const, keys: [`example-${example}`] })

/** What is there once a key has done what it does. */
const DONE: [key: RegExp, there: string][] = [
  [/^run-attack$/, '[data-testid=attack-run]'],
  [/^run-claim$/, '[data-testid=claim-verdict]'],
  [/^run-both$/, '[data-testid=head-right][data-experiment]'],
  [/^run-lesson$/, '[data-testid=explanation]'],
  [/^apply$/, '[data-testid=fix][data-helped=true]'],
  [/^example-/, '[data-testid=finding]'],
  [/^(take-along|choose-(server|client)-)/, '[data-testid=code][data-ready=true]'],
]

const pictures: Picture[] = [
  { name: 'before' },
  { name: 'lax-before', knobs: { 'cookie.sameSite': 'Lax' } },
  { name: 'path', knobs: { 'cookie.path': '/elsewhere' }, presses: ['login', 'me'] },
  { name: 'works', presses: ['login', 'me'] },
  { name: 'lax', knobs: { 'cookie.sameSite': 'Lax' }, presses: ['login', 'me'] },
  { name: 'kept', knobs: kept, presses: ['login', 'me', 'transfer'] },
  { name: 'bearer', knobs: { credential: 'bearer' }, presses: ['login', 'me'] },
  {
    name: 'preflight',
    knobs: { credential: 'bearer', 'cors.policy': 'authentication-first' },
    presses: ['login', 'me'],
  },
  {
    name: 'difference',
    // The rehearsal knows of no delays: it does not see the token expire on its way.
    knobs: { credential: 'bearer', 'token.accessLifetime': '1', 'wire.latency': '1100' },
    presses: ['login', 'me'],
  },
  { name: 'servers', knobs: { 'wire.servers': 'own-stores' }, presses: ['login', 'me'] },
  { name: 'middle', knobs: kept, presses: ['login', 'me'], width: 900, height: 900 },
  { name: 'phone-before', ...phone },
  { name: 'phone-servers', knobs: { 'wire.servers': 'own-stores' }, presses: ['login', 'me'], ...phone },
  { name: 'phone', knobs: kept, presses: ['login', 'me'], ...phone },
  {
    name: 'phone-narrow',
    knobs: { credential: 'bearer' },
    presses: ['login', 'me'],
    width: 360,
    height: 740,
  },
  { name: 'phone-menu', keys: ['menu'], ...phone },
  { name: 'phone-knobs', keys: ['open-knobs'], ...phone },
  { name: 'wrong-link', knobs: { 'cookie.samesite': 'Lax', 'wire.latency': 'soon' } },
  { name: 'small-desk', width: 1200 },
  { name: 'middle-menu', keys: ['menu'], width: 900 },
  { name: 'diagram-before', keys: diagram },
  { name: 'diagram', knobs: { 'cookie.sameSite': 'Lax' }, presses: ['login', 'me'], keys: diagram },
  {
    name: 'diagram-open',
    knobs: { 'cookie.sameSite': 'Lax' },
    presses: ['login', 'me'],
    keys: [...diagram, 'message-4'],
    height: 1200,
  },
  { name: 'diagram-bearer', knobs: { credential: 'bearer' }, presses: ['login', 'me'], keys: diagram },
  {
    name: 'diagram-difference',
    knobs: { credential: 'bearer', 'token.accessLifetime': '1', 'wire.latency': '1100' },
    presses: ['login', 'me'],
    keys: diagram,
    height: 1500,
  },
  {
    name: 'diagram-servers',
    knobs: { 'wire.servers': 'own-stores' },
    presses: ['login', 'me', 'me'],
    keys: diagram,
    height: 1200,
  },
  { name: 'diagram-middle', knobs: kept, presses: ['login', 'me'], keys: diagram, width: 900, height: 1300 },
  { name: 'diagram-phone', knobs: kept, presses: ['login', 'me'], keys: diagram, width: 390, height: 1500 },
  {
    name: 'diagram-narrow',
    knobs: { 'cookie.path': '/elsewhere', 'wire.servers': 'own-stores' },
    presses: ['login', 'me'],
    keys: [...diagram, 'message-6'],
    width: 360,
    height: 1600,
  },
  { name: 'code', keys: code('server-Koa'), height: 2600 },
  { name: 'code-nginx', keys: code('server-nginx'), height: 2600 },
  { name: 'code-client', knobs: { credential: 'bearer' }, keys: code('client-axios'), height: 2900 },
  { name: 'code-middle', keys: code('client-fetch'), width: 900, height: 2900 },
  { name: 'code-phone', keys: code('client-fetch'), width: 390, height: 3300 },
  { name: 'code-narrow', keys: code('server-Express'), width: 360, height: 3300 },
  { name: 'matrix', ...matrix },
  { name: 'matrix-long', ...matrix, height: 2600 },
  { name: 'matrix-all', keys: ['columns'], ...matrix, height: 2600 },
  { name: 'matrix-middle', ...matrix, width: 900, height: 3000 },
  { name: 'matrix-phone', ...matrix, width: 390, height: 3000 },
  { name: 'matrix-narrow', keys: ['columns'], ...matrix, width: 360, height: 1400 },
  { name: 'claims', ...claims },
  { name: 'claims-run', keys: ['run-claim'], ...claims, height: 1000 },
  { name: 'claims-middle', keys: ['run-claim'], ...claims, width: 900, height: 1200 },
  { name: 'claims-phone', keys: ['run-claim'], ...claims, width: 390, height: 1500 },
  { name: 'claims-narrow', keys: ['all-claims'], ...claims, width: 360, height: 1200 },
  { name: 'attacks', ...attacks, height: 1200 },
  { name: 'attacks-run', keys: ['run-attack'], ...attacks, height: 1200 },
  { name: 'attacks-middle', keys: ['run-attack'], ...attacks, width: 900, height: 1500 },
  { name: 'attacks-phone', keys: ['run-attack'], ...attacks, width: 390, height: 2000 },
  { name: 'lessons', ...lesson },
  { name: 'lessons-run', ...answered, height: 1300 },
  { name: 'lessons-unset', ...unset, height: 1300 },
  { name: 'lessons-attack', ...stolen, height: 1300 },
  { name: 'lessons-attack-before', ...stolen, keys: [] },
  { name: 'lessons-fix', ...answered, keys: [...answered.keys, 'apply'], height: 1300 },
  { name: 'lessons-middle', ...answered, width: 900, height: 2000 },
  { name: 'lessons-phone', ...answered, width: 390, height: 2600 },
  { name: 'lessons-narrow', ...answered, width: 360, height: 2600 },
  { name: 'lessons-index', ...lesson, keys: ['index'], width: 390, height: 1300 },
  { name: 'explain-before', path: '/explain' },
  { name: 'explain-chrome', ...explained('Chrome'), height: 1300 },
  { name: 'explain-firefox', ...explained('Firefox'), height: 1300 },
  { name: 'explain-safari', ...explained('Safari'), height: 1300 },
  { name: 'explain-cookie', ...explained('a-cookie'), height: 1300 },
  { name: 'explain-curl', ...explained('curl-i'), height: 2400 },
  { name: 'explain-middle', ...explained('Chrome'), width: 900, height: 1500 },
  { name: 'explain-phone', ...explained('Chrome'), width: 390, height: 1900 },
  { name: 'explain-narrow', ...explained('curl-i'), width: 360, height: 2600 },
  { name: 'bench', ...bench, height: 2700 },
  { name: 'bench-middle', ...bench, width: 900, height: 3000 },
  { name: 'bench-phone', ...bench, width: 390, height: 5800 },
  { name: 'bench-narrow', ...bench, width: 360, height: 5800 },
  { name: 'compare-before', ...compare, height: 2300 },
  { name: 'compare', keys: ['run-both'], ...compare, height: 2300 },
  { name: 'compare-csrf', fragment: csrfPair, keys: ['run-both'], ...compare, height: 2300 },
  { name: 'compare-middle', keys: ['run-both'], ...compare, width: 900, height: 3600 },
  { name: 'compare-phone', keys: ['run-both'], ...compare, width: 390, height: 4600 },
  { name: 'compare-narrow', fragment: laxPair, ...compare, width: 360, height: 4600 },
]

const data = temporaryFolder()
const [folder = join('.lab', 'screenshots'), ...names] = process.argv.slice(2)
const chosen = names.length === 0 ? pictures : pictures.filter(({ name }) => names.includes(name))
mkdirSync(folder, { recursive: true })
for (const [name, report] of Object.entries({ matrix: madeReport(), bench: benchReport })) {
  mkdirSync(join(data.path, name))
  writeFileSync(join(data.path, name, 'report.json'), JSON.stringify(report))
}
// The usual ports, because the pictures show them.
const ports = { page: 5173, api: 4000, https: { page: 5443, api: 4443 } }
const lab = await openLab({ ...ports, data: data.path }, await builtPage())
const { browser, close } = await launchChromium('allow')
for (const picture of chosen) for (const theme of ['light', 'dark'] as const) await take(picture, theme)
await close()
await lab.close()
data.remove()
console.log(`${2 * chosen.length} pictures are in ${folder}.`)

async function take(
  {
    name,
    path = '/',
    fragment = '',
    knobs = {},
    keys = [],
    presses = [],
    width = 1440,
    height = 900,
  }: Picture,
  theme: 'light' | 'dark',
) {
  const page = await browser.newPage()
  await page.setViewport({ width, height, deviceScaleFactor: 2 })
  // Without motion, so that no arrow is caught half-way.
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ])
  const origin = lab.origins.pages.http
  await page.goto(path === '/' ? addressOf(origin, knobs) : `${origin}${path}#${fragment}`)
  await page.locator(READY[path]).wait()
  for (const press of presses) await page.locator(`[data-testid=action-${press}]`).click()
  if (path === '/') await readLedger(page, presses.length)
  for (const key of keys) {
    await page.locator(`[data-testid=${key}]`).click()
    const [, there] = DONE.find(([pattern]) => pattern.test(key)) ?? []
    if (there) await page.locator(there).wait()
  }
  await page.screenshot({ path: join(folder, `${name}-${theme}.png`) })
  // What was chosen here is not remembered in the next picture.
  await page.evaluate('localStorage.clear()')
  await page.close()
}
