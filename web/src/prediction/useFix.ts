import { computed, shallowRef, watch } from 'vue'
import { valueAt } from '../../../api/settings/paths.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import type { Engine } from '../../browser/scenario.ts'
import { type Moved, turned } from '../settings/moved.ts'
import { useSettings } from '../settings/useSettings.ts'
import { type Cause, endsWell } from './cause.ts'
import { type ChangedLine, changedLines } from './difference.ts'
import { engineNames } from './engine.ts'
import { type Way, waysFor } from './knob-fixes.ts'
import { predict } from './predict.ts'
import { usePrediction } from './usePrediction.ts'
import { useThisBrowser } from './useThisBrowser.ts'
import { useVerdict } from './useVerdict.ts'

/** A way out that the model has tried. */
export interface TriedWay extends Way {
  lines: ChangedLine[]
  /** In which engines the story ends well with it. */
  holds: string
}

const { settings, turn } = useSettings()
const { prediction, storyOf } = usePrediction()
const { browserFor } = useThisBrowser()
const { cause } = useVerdict()

const ways = shallowRef<readonly TriedWay[]>([])
const ENGINES: Engine[] = ['chromium', 'firefox', 'webkitgtk']

watch([prediction, cause], async ([predicted, why]) => {
  if (!predicted || !why) {
    ways.value = []
    return
  }
  let found: readonly TriedWay[] = []
  for (const way of candidates(why)) {
    const tried = await tryOut(way, predicted.story.settings, predicted.actions)
    if (prediction.value !== predicted || cause.value !== why) return
    if (!tried) continue
    found = [...found, tried]
    ways.value = found
  }
  ways.value = found
})

const candidates = ({ reason, kind }: Cause) => waysFor(kind === 'opaque' ? 'Opaque' : reason)

/** Null for a way that changes nothing, or after which the story still does not end well. */
async function tryOut(
  way: Way,
  of: Settings,
  before: Parameters<typeof changedLines>[2],
): Promise<TriedWay | null> {
  const changed = turned(of, way.moves)
  const story = changed && storyOf(changed)
  if (!story || JSON.stringify(changed) === JSON.stringify(of)) return null
  const after = await predict(story).catch(() => [])
  if (!endsWell(after)) return null
  const verdicts = await Promise.all(
    ENGINES.map(async (engine) => {
      const there = storyOf(changed, browserFor(engine))
      return { engine, well: there !== null && endsWell(await predict(there).catch(() => [])) }
    }),
  )
  const names = (well: boolean) =>
    verdicts.filter((one) => one.well === well).map(({ engine }) => engineNames[engine])
  return { ...way, lines: changedLines(way, of, before, after), holds: sentence(names(true), names(false)) }
}

const list = new Intl.ListFormat('en')
const sentence = (holds: string[], fails: string[]) =>
  [`Holds in ${list.format(holds)}.`, ...(fails.length ? [`Not in ${list.format(fails)}.`] : [])].join(' ')

/** Turns the knobs as a way out says. */
function apply({ moves }: Way) {
  for (const [path, value] of Object.entries(moves)) turn(path, value)
}

/** Where the first way out would put the knobs, and the knob to blame: the first that it moves. */
const ghosts = computed<Moved>(() =>
  Object.fromEntries(
    Object.entries(ways.value[0]?.moves ?? {}).filter(
      ([path, value]) => JSON.stringify(valueAt(settings.value, path)) !== JSON.stringify(value),
    ),
  ),
)
const blamed = computed(() => Object.keys(ghosts.value)[0] ?? null)

/** What would help, tried in the model. */
export function useFix() {
  return { ways, ghosts, blamed, apply }
}
