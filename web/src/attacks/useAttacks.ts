import { computed, shallowReactive, shallowRef } from 'vue'
import { type HostileCredential, hostileCredentials, knobsOf } from '../../../api/hostile/protections.ts'
import { type Cell, type TableBrowser, tableOf } from '../../../api/hostile/table.ts'
import type { LabView } from '../../../api/lab/interface.ts'
import type { FieldError } from '../../../api/settings/settings.ts'
import { getLab } from '../lab/control.ts'
import { type Trouble, troubleOf } from '../lab/trouble.ts'
import { settingsOf } from '../settings/moved.ts'
import { openHostileWindow } from '../trial/hostileWindow.ts'
import { victimOf } from '../trial/place.ts'
import { storesSecure, thisBrowser } from '../trial/thisBrowser.ts'
import { type Observed, runAttack } from './runAttack.ts'

/** What came of a cell in this browser, or why nothing did. */
export type Run = { observed: Observed } | { problem: string }

const credential = shallowRef<HostileCredential>('session-cookie')
/** The browser of which the table tells. */
const browser = shallowRef<TableBrowser>('chromium-allow')
const own = shallowRef<TableBrowser | null>(null)
const lab = shallowRef<LabView | null>(null)
const trouble = shallowRef<Pick<Trouble, 'message' | 'advice'> | null>(null)
/** Whether it is known which browser this is: before that, nothing runs. */
const known = shallowRef(false)
const picked = shallowRef('another-site-form unset')
/** What the address said that is not in the table. */
const refused = shallowRef<readonly FieldError[]>([])
const running = shallowRef<string | null>(null)
const runs = shallowReactive(new Map<string, Run>())

const cells = computed(() => tableOf(credential.value))
const keyOf = ({ attack, protection }: Cell) => `${attack.id} ${protection.id}`
const pickedCell = computed(() => cells.value.find((cell) => keyOf(cell) === picked.value) ?? cells.value[0])

const runKey = (cell: Cell) => `${credential.value} ${keyOf(cell)}`
const runOf = (cell: Cell) => runs.get(runKey(cell))

async function load() {
  try {
    const found = await getLab()
    if (location.protocol === 'https:') {
      trouble.value = {
        message: 'The table is about the page over http.',
        advice: `Go to ${found.pages.http}/attacks.`,
      }
      return
    }
    lab.value = found
    trouble.value = null
    own.value = await thisBrowser(found, victimOf(found))
    browser.value = own.value ?? browser.value
    known.value = true
  } catch (error) {
    trouble.value = troubleOf(error)
  }
}

const ready = computed(() => known.value && running.value === null)

/** Lets attacks happen in this browser, one after the other. Has to be called during a click, which may open a window. */
async function run(some: readonly Cell[]) {
  if (!lab.value || !ready.value) return
  const hostile = some.some(({ attack }) => attack.source !== 'own-page')
  const place = {
    lab: lab.value,
    victim: victimOf(lab.value),
    secure: storesSecure,
    window: hostile ? openHostileWindow() : null,
  }
  for (const cell of some) {
    running.value = runKey(cell)
    const settings = settingsOf(knobsOf(credential.value, cell.protection, storesSecure))
    const came = runAttack(cell.attack, settings, place)
    runs.set(
      runKey(cell),
      await came.then(
        (observed) => ({ observed }),
        (error: unknown) => ({ problem: wordsOf(error) }),
      ),
    )
  }
  running.value = null
  place.window?.close()
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function choose(name: HostileCredential) {
  if (running.value) return
  credential.value = name
  remember()
}

function pick(cell: Cell) {
  picked.value = keyOf(cell)
  remember()
}

/** What a link to the picked cell says. */
const fragment = computed(() => [credential.value, ...picked.value.split(' ')].join('/'))
function remember() {
  refused.value = []
  history.replaceState(history.state, '', `#${fragment.value}`)
}

/** Goes to the cell that a fragment names, such as `session-cookie/another-site-form/unset`, as far as there is one. */
function follow(hash: string) {
  const [name = '', attack, protection] = hash.slice(1).split('/')
  if (!name || running.value) return
  const found = credentialNames.find((one) => one === name)
  if (found) credential.value = found
  const cell = attack && cells.value.find((one) => keyOf(one) === `${attack} ${protection}`)
  if (cell) picked.value = keyOf(cell)
  refused.value = [
    ...(found ? [] : [{ field: name, detail: 'No credential has this name.' }]),
    ...(attack && !cell ? [{ field: `${attack}/${protection}`, detail: 'The table has no such cell.' }] : []),
  ]
}

export const credentialNames = Object.keys(hostileCredentials).filter(
  (name): name is HostileCredential => name in hostileCredentials,
)

follow(location.hash)
addEventListener('hashchange', () => follow(location.hash))

/** The table of attacks: which credential and browser it is about, which cell is picked, and what came of it here. */
export function useAttacks() {
  return {
    credential: computed(() => credential.value),
    browser,
    own: computed(() => own.value),
    trouble: computed(() => trouble.value),
    ready,
    running: computed(() => running.value),
    lab: computed(() => lab.value),
    cells,
    pickedCell,
    fragment,
    refused: computed(() => refused.value),
    remember,
    keyOf,
    runOf,
    isRunning: (cell: Cell) => running.value === runKey(cell),
    load,
    run,
    choose,
    pick,
  }
}
