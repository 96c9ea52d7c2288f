import { computed, shallowReactive, shallowRef, watch } from 'vue'
import type { PredictedAction } from '../prediction/predictStory.ts'
import { useThisBrowser } from '../prediction/useThisBrowser.ts'
import { firstCookie } from './firstCookie.ts'
import { foretellStory, lessonStory, runStory, type StoryRun } from './lessonStory.ts'
import type { Values } from './texts.ts'
import { useLessonLab } from './useLessonLab.ts'
import { useLessons } from './useLessons.ts'

/** Which of a lesson's two stories: as it stands, or with its fix. */
export type Version = 'lesson' | 'fix'

interface Progress {
  /** The answer that the reader has chosen, by its place. */
  guess: number | null
  runs: Partial<Record<Version, StoryRun>>
  shown: Version
}

const { lesson, tick } = useLessons()
const { cast, originOf, ready, report } = useLessonLab()
const { own, browserFor } = useThisBrowser()

const fresh: Progress = { guess: null, runs: {}, shown: 'lesson' }
/** How far the reader has come in each lesson, until the page is left. */
const progress = shallowReactive(new Map<string, Progress>())
const running = shallowRef(false)

const current = computed(() => progress.get(lesson.value.id) ?? fresh)
const change = (id: string, parts: Partial<Progress>) =>
  progress.set(id, { ...(progress.get(id) ?? fresh), ...parts })

/** The lesson's own story, and the one with its fix. */
const stories = computed(() => ({
  lesson: lessonStory(lesson.value),
  fix: lessonStory(lesson.value, lesson.value.fix.moves),
}))

/** Where the API answers; null where the lab has no such origin. */
const origin = computed(() => originOf(stories.value.lesson.settings.relation))

/** What the model says before anything has run: it is shown to nobody until the reader has answered. */
const foretold = shallowRef<readonly PredictedAction[]>([])
watch(
  [stories, origin, ready],
  async ([{ lesson: story }, where]) => {
    foretold.value = []
    if (where === null || !ready.value) return
    const actions = await foretellStory(story, browserFor(own), where, cast.value).catch(() => [])
    if (stories.value.lesson === story) foretold.value = actions
  },
  { immediate: true },
)

/** What stands for the reader's own values in the lesson's texts. */
const values = computed<Values>(() => {
  const actions = current.value.runs.lesson?.predicted ?? foretold.value
  return { page: location.origin, api: origin.value ?? '', cookie: firstCookie(actions) }
})

const choose = (guess: number) => {
  if (!current.value.runs.lesson) change(lesson.value.id, { guess })
}

/** Runs the lesson's story, or the one with its fix, in this browser. */
async function run(version: Version) {
  const { id } = lesson.value
  const story = stories.value[version]
  const where = originOf(story.settings.relation)
  if (running.value || !ready.value || where === null) return
  running.value = true
  try {
    const came = await runStory(story, browserFor(own), where, cast.value)
    const { runs } = progress.get(id) ?? fresh
    change(id, { runs: { ...runs, [version]: came }, shown: version })
    tick(id)
  } catch (error) {
    report(error)
  } finally {
    running.value = false
  }
}

const show = (shown: Version) => change(lesson.value.id, { shown })

/** Begins the lesson anew. */
const again = () => progress.delete(lesson.value.id)

/** How far the reader has come in the open lesson. */
export function useLessonRun() {
  return {
    guess: computed(() => current.value.guess),
    runs: computed(() => current.value.runs),
    shown: computed(() => current.value.shown),
    running: computed(() => running.value),
    stories,
    foretold,
    origin,
    values,
    choose,
    run,
    show,
    again,
  }
}
