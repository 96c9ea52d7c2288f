import { CHROMIUM } from './chromium.ts'
import type { Deviation } from './deviation.ts'
import { FIREFOX } from './firefox.ts'
import { WEBKIT_PORTS } from './webkit.ts'

/** Every known difference of an engine from the standards. Rules consult what it sets; none asks for an engine's name. */
export const DEVIATIONS: readonly Deviation[] = [...CHROMIUM, ...FIREFOX, ...WEBKIT_PORTS]
