import { computed, shallowReactive, shallowRef, watch } from 'vue'
import type { LabView } from '../../../api/lab/interface.ts'
import type { Relation, Settings } from '../../../api/settings/settings.ts'
import { getLab } from '../lab/control.ts'
import { type Trouble, troubleOf } from '../lab/trouble.ts'
import { type ComparedAction, compareStory } from '../prediction/compareStory.ts'
import { ask, storyOf } from '../prediction/predict.ts'
import { useThisBrowser } from '../prediction/useThisBrowser.ts'
import type { Cast } from '../run/tellStory.ts'
import { type Moved, settingsOf } from '../settings/moved.ts'
import { openHostileWindow } from '../trial/hostileWindow.ts'
import { victimOf } from '../trial/place.ts'
import type { SideName } from './address.ts'
import { compareSides, type SideValues } from './cells.ts'
import type { Foreseen } from './foresee.ts'
import { sideTitle } from './names.ts'
import { type Ran, runSide } from './runSide.ts'
import { beyondThePage } from './settings-facts.ts'
import { useSides } from './useSides.ts'

/** As long as an experiment's id, so that cookies and tokens are as long as they will be. */
const TO_COME = 'tocome'

/** One side, and all that is known of it. */
export interface Side {
  name: SideName
  moved: Moved
  title: string
  settings: Settings
  /** Where its API answers; null until the lab has told it, or where it has none. */
  origin: string | null
  foreseen: Foreseen | null
  ran: Ran | null
  values: SideValues
  /** The story, predicted and, once it has run, observed. */
  actions: ComparedAction[]
}

const { own, policy, setting, browserFor, probe } = useThisBrowser()
const { sides } = useSides()

const lab = shallowRef<LabView | null>(null)
const trouble = shallowRef<Pick<Trouble, 'message' | 'advice'> | null>(null)
/** What is run just now, in words; empty while nothing is. */
const running = shallowRef('')
/** By settings: a side that was run stays run when the sides are swapped. */
const foreseen = shallowReactive(new Map<string, Foreseen>())
const runs = shallowReactive(new Map<string, Ran>())

const cast = computed<Cast>(() => ({
  user: lab.value ? victimOf(lab.value) : { username: '', password: '' },
  other: lab.value?.users[1]?.username ?? '',
}))

const originOf = (relation: Relation): string | null =>
  relation === 'same-origin' ? location.origin : (lab.value?.origins[relation] ?? null)

async function load() {
  try {
    const found = await getLab()
    if (location.protocol === 'https:') {
      trouble.value = {
        message: 'Sides are compared from the page over http.',
        advice: `Go to ${found.pages.http}/compare.`,
      }
      return
    }
    lab.value = found
    trouble.value = null
    await probe(originOf, cast.value.user)
    await foretellBoth()
  } catch (error) {
    trouble.value = troubleOf(error)
  }
}

const keyOf = (settings: Settings) => JSON.stringify([policy.value, settings])

/** The model is a part of the page by itself: it comes while the rest is already shown. */
const model = import('./foresee.ts')

/** @param ran what came of the settings, where they have been run: its names and its times are then the prediction's too */
async function predict(settings: Settings, ran?: Ran) {
  const origin = originOf(settings.relation)
  if (!lab.value || origin === null || policy.value === undefined) return
  const key = keyOf(settings)
  const { presses: _, ...story } = storyOf(browserFor(own), settings, origin, [], ran?.experiment ?? TO_COME)
  const { foresee } = await model
  try {
    foreseen.set(key, await foresee(story, cast.value, lab.value, ask, ran?.waits))
  } catch (error) {
    trouble.value = troubleOf(error)
  }
}

function sideOf(name: SideName): Side {
  const moved = sides.value[name]
  const settings = settingsOf(moved)
  const key = keyOf(settings)
  const [told, ran] = [foreseen.get(key) ?? null, runs.get(key) ?? null]
  return {
    name,
    moved,
    settings,
    title: sideTitle(moved, sides.value[name === 'left' ? 'right' : 'left']),
    origin: originOf(settings.relation),
    foreseen: told,
    ran,
    values: {
      predicted: told?.values ?? {},
      observed: ran?.values ?? {},
      untried: ran?.untried ?? beyondThePage,
    },
    actions: compareStory(
      told?.actions ?? [],
      ran && { actions: ran.actions, visible: ran.visible, comparable: told !== null },
    ),
  }
}

const left = computed(() => sideOf('left'))
const right = computed(() => sideOf('right'))
watch(sides, foretellBoth)

async function foretellBoth() {
  const untold = [left.value, right.value].filter((side) => !side.foreseen)
  await Promise.all(untold.map(({ settings }) => predict(settings)))
}

const ready = computed(
  () => running.value === '' && left.value.foreseen !== null && right.value.foreseen !== null,
)

/** Runs both sides in this browser, one after the other. Has to be called during a click, which may open a window. */
async function run() {
  if (!lab.value || !ready.value) return
  const place = { lab: lab.value, cast: cast.value, window: openHostileWindow() }
  try {
    for (const { title, settings } of [left.value, right.value]) {
      const tell = (step: string) => {
        running.value = `${title}: ${step} …`
      }
      const ran = await runSide(settings, { ...place, tell })
      await predict(settings, ran)
      runs.set(keyOf(settings), ran)
    }
    trouble.value = null
  } catch (error) {
    trouble.value = troubleOf(error)
  } finally {
    running.value = ''
    place.window?.close()
  }
}

/** Both sides, what is known of them, and how they compare. */
export function useCompare() {
  return {
    lab: computed(() => lab.value),
    left,
    right,
    rows: computed(() => compareSides(left.value.values, right.value.values)),
    setting,
    trouble,
    running,
    ready,
    load,
    run,
  }
}
