import { computed } from 'vue'
import { lanesOf, RAIL } from '../diagram/lanes.ts'
import { narrow, roomy } from '../look/useMedia.ts'

/** The ledger's lanes: wide, middling, or a rail with the words beside it. */
export const ledgerLanes = computed(() => (narrow.value ? RAIL : lanesOf(roomy.value ? 496 : 376)))
