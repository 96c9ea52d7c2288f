import { computed, shallowRef } from 'vue'
import { chapters, lessons } from '../../lessons/lessons.ts'

/** Which lesson is open, and which the reader has answered. */

const KEY = 'with-credentials.lessons'

const [first] = chapters[0].lessons
const open = shallowRef(idIn(location.hash))
const answered = shallowRef<ReadonlySet<string>>(new Set(remembered()))

const lesson = computed(() => lessons.find(({ id }) => id === open.value) ?? first)
const place = computed(() => lessons.indexOf(lesson.value))
const chapter = computed(() => chapters.find((one) => one.lessons.includes(lesson.value)) ?? chapters[0])

addEventListener('hashchange', () => {
  open.value = idIn(location.hash)
  scrollTo(0, 0)
})

function idIn(hash: string): string {
  const id = hash.slice(1)
  return lessons.some((one) => one.id === id) ? id : first.id
}

function remembered(): string[] {
  const ids = (localStorage.getItem(KEY) ?? '').split(' ')
  return lessons.map(({ id }) => id).filter((id) => ids.includes(id))
}

function tick(id: string) {
  answered.value = new Set([...answered.value, id])
  localStorage.setItem(KEY, [...answered.value].join(' '))
}

function forget() {
  answered.value = new Set()
  localStorage.removeItem(KEY)
}

/** The number of a lesson, counted through all chapters from 1. */
const numberOf = (id: string) => lessons.findIndex((one) => one.id === id) + 1

export function useLessons() {
  return {
    lesson,
    chapter,
    before: computed(() => lessons[place.value - 1]),
    after: computed(() => lessons[place.value + 1]),
    answered,
    numberOf,
    tick,
    forget,
  }
}
