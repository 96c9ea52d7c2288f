import type { Loot } from '../lab/interface.ts'
import { shorten } from '../lab/shorten.ts'

/** How many pieces an experiment keeps. */
const KEPT = 20

/** What attackers have sent home from one experiment. Its secrets are shortened before they are kept. */
export interface LootBag {
  readonly pieces: readonly Loot[]
  add(origin: string | null, text: string): void
}

export function createLootBag(experiment: string): LootBag {
  const pieces: Loot[] = []
  return {
    pieces,
    add(origin, text) {
      pieces.push({ origin, holds: holds(text, experiment), text: shortened(text) })
      if (pieces.length > KEPT) pieces.shift()
    },
  }
}

/** What somebody can do with a text: be the user, or know what the API says to the user. */
function holds(text: string, experiment: string): Loot['holds'] {
  const cookie = new RegExp(`(?:sid|session|jwt|refresh)-${experiment}=.`)
  if (cookie.test(text) || /eyJ[\w-]+\.[\w-]+\.[\w-]+/.test(text)) return 'credential'
  return /"balance":\d/.test(text) ? 'answer' : 'nothing'
}

/** Long runs of letters and digits are tokens, keys or signatures. */
const shortened = (text: string) => text.replace(/[\w-]{20,}(?:[.=][\w-]+)*/g, shorten).slice(0, 500)
