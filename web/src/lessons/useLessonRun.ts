import { computed, shallowReactive, shallowRef, watch } from 'vue'
import { isStory } from '../../lessons/lessons.ts'
import type { PredictedAction } from '../prediction/predictStory.ts'
import { useThisBrowser } from '../prediction/useThisBrowser.ts'
import { type AttackRun, runAttackAt } from './attackStory.ts'
import { firstCookie } from './firstCookie.ts'
import { foretellStory, lessonStory, runStory, type StoryRun } from './lessonStory.ts'
import type { Values } from './texts.ts'
import { useLessonLab } from './useLessonLab.ts'
import { useLessons } from './useLessons.ts'

/** Which of a lesson's two runs: as it stands, or with its fix. */
export type Version = 'lesson' | 'fix'

interface Progress {
  /** The answer that the reader has chosen, by its place. */
  guess: number | null
  runs: Partial<Record<Version, StoryRun | AttackRun>>
  shown: Version
}

const { lesson, tick } = useLessons()
const { lab, cast, setting, originOf, ready, trouble, report } = useLessonLab()
const { own, browserFor } = useThisBrowser()

const fresh: Progress = { guess: null, runs: {}, shown: 'lesson' }
/** How far the reader has come in each lesson, until the page is left. */
const progress = shallowReactive(new Map<string, Progress>())
const running = shallowRef(false)

const current = computed(() => progress.get(lesson.value.id) ?? fresh)
const change = (id: string, parts: Partial<Progress>) =>
  progress.set(id, { ...(progress.get(id) ?? fresh), ...parts })

/** The lesson's own story, and the one with its fix; null where it is about an attack. */
const stories = computed(() =>
  isStory(lesson.value)
    ? { lesson: lessonStory(lesson.value), fix: lessonStory(lesson.value, lesson.value.fix.moves) }
    : null,
)

/** Where the API answers; null where the lab has no such origin. In attacks it shares the page's host. */
const origin = computed(() => originOf(stories.value?.lesson.settings.relation ?? 'other-port'))

/** What keeps the lesson from being run here; empty where nothing does. */
const missing = computed(() => {
  if (!lab.value) return ''
  if (origin.value === null) {
    return 'This lesson needs the API over https: start the lab with `npm start -- --https`, open its https addresses once, and accept their certificate.'
  }
  return stories.value || setting.value
    ? ''
    : 'What an attack comes to is known for Chromium, Firefox and WebKitGTK: open this lesson in one of them.'
})

/** What the model says before anything has run: it is shown to nobody until the reader has answered. */
const foretold = shallowRef<readonly PredictedAction[]>([])
watch(
  [stories, origin, ready],
  async ([asked, where]) => {
    foretold.value = []
    if (!asked || where === null || !ready.value) return
    const actions = await foretellStory(asked.lesson, browserFor(own), where, cast.value).catch(() => [])
    if (stories.value === asked) foretold.value = actions
  },
  { immediate: true },
)

/** How the lab calls the cookie of a session in an experiment that has not begun. */
const COMING = 'sid-next'

/** What stands for the reader's own values in the lesson's texts. */
const values = computed<Values>(() => {
  const run = current.value.runs.lesson
  const actions = run?.kind === 'story' ? run.predicted : foretold.value
  return { page: location.origin, api: origin.value ?? '…', cookie: firstCookie(actions) || COMING }
})

const choose = (guess: number) => {
  if (!current.value.runs.lesson && guess < lesson.value.answers.length) change(lesson.value.id, { guess })
}

/** Runs the lesson, or its fix, in this browser. Has to be called during a click: an attack may open a window. */
async function begin(version: Version) {
  if (running.value || !ready.value) return
  const { id } = lesson.value
  running.value = true
  trouble.value = null
  try {
    const came = await play(version)
    if (!came) return
    const { runs } = progress.get(id) ?? fresh
    change(id, { runs: { ...runs, [version]: came }, shown: version })
    tick(id)
  } catch (error) {
    report(error)
  } finally {
    running.value = false
  }
}

function play(version: Version): Promise<StoryRun | AttackRun> | null {
  if (isStory(lesson.value)) {
    const story = lessonStory(lesson.value, version === 'fix' ? lesson.value.fix.moves : {})
    const where = originOf(story.settings.relation)
    return where === null ? null : runStory(story, browserFor(own), where, cast.value)
  }
  const { attack, fix } = lesson.value
  return lab.value && setting.value
    ? runAttackAt(version === 'fix' ? fix.attack : attack, setting.value, lab.value, cast.value)
    : null
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
    /** The run that is shown; null before there is one. */
    run: computed(() => current.value.runs[current.value.shown] ?? null),
    running: computed(() => running.value),
    stories,
    foretold,
    origin,
    missing,
    values,
    choose,
    begin,
    show,
    again,
  }
}
