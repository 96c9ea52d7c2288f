import { computed, shallowReactive, shallowRef } from 'vue'
import type { TableBrowser } from '../../../api/hostile/table.ts'
import type { LabView } from '../../../api/lab/interface.ts'
import { type ClaimId, claimIdOf, claimIds, claims } from '../../claims/claims.ts'
import { getLab, LabError } from '../lab/control.ts'
import { type Trouble, troubleOf } from '../lab/trouble.ts'
import { openHostileWindow } from '../trial/hostileWindow.ts'
import { victimOf } from '../trial/place.ts'
import { storesSecure, thisBrowser } from '../trial/thisBrowser.ts'
import { type Tried, tryClaim } from './trials/trials.ts'

/** What came of a claim in this browser, or why nothing did. */
export type Run = { tried: Tried } | { problem: string }

const FIRST: ClaimId = 'cookies-are-sent'

const lab = shallowRef<LabView | null>(null)
const own = shallowRef<TableBrowser | null>(null)
/** Whether it is known which browser this is: before that, nothing runs. */
const known = shallowRef(false)
const trouble = shallowRef<Pick<Trouble, 'message' | 'advice'> | null>(null)
const open = shallowRef<ClaimId>(claimIdOf(location.hash.slice(1)) ?? FIRST)
const running = shallowRef<ClaimId | null>(null)
const runs = shallowReactive(new Map<ClaimId, Run>())

const ready = computed(() => known.value && running.value === null)

async function load() {
  try {
    const found = await getLab()
    if (location.protocol === 'https:') {
      trouble.value = {
        message: 'The claims are tried from the page over http.',
        advice: `Go to ${found.pages.http}/claims.`,
      }
      return
    }
    lab.value = found
    trouble.value = null
    own.value = await thisBrowser(found, victimOf(found))
    known.value = true
  } catch (error) {
    trouble.value = troubleOf(error)
  }
}

/** Tries claims in this browser, one after the other. Has to be called during a click, which may open a window. */
async function run(some: readonly ClaimId[]) {
  if (!lab.value || !ready.value) return
  const place = {
    lab: lab.value,
    victim: victimOf(lab.value),
    secure: storesSecure,
    window: some.some((id) => claims[id].needsWindow) ? openHostileWindow() : null,
  }
  for (const id of some) {
    running.value = id
    try {
      runs.set(id, { tried: await tryClaim(id, place) })
    } catch (error) {
      // Without the lab nothing more can be tried, and that is no result of a claim's.
      if (error instanceof LabError && error.kind === 'gone') {
        trouble.value = troubleOf(error)
        break
      }
      runs.set(id, { problem: error instanceof Error ? error.message : String(error) })
    }
  }
  running.value = null
  place.window?.close()
}

addEventListener('hashchange', () => {
  open.value = claimIdOf(location.hash.slice(1)) ?? open.value
})

/** The claims: which one is open, which browser this is, and what came of them here. */
export function useClaims() {
  return {
    own: computed(() => own.value),
    trouble: computed(() => trouble.value),
    open: computed(() => open.value),
    running: computed(() => running.value),
    ready,
    triedOf(id: ClaimId): Tried | null {
      const came = runs.get(id)
      return came && 'tried' in came ? came.tried : null
    },
    problemOf(id: ClaimId): string {
      const came = runs.get(id)
      return came && 'problem' in came ? came.problem : ''
    },
    load,
    run,
    runAll: () => run(claimIds),
  }
}
