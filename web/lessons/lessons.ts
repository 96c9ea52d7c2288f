import { asking } from './asking.ts'
import { choosing } from './choosing.ts'
import { cookies } from './cookies.ts'
import type { AttackLesson, Chapter, Lesson, Letter, Setting, StoryLesson } from './lesson.ts'
import { origins } from './origins.ts'
import { reading } from './reading.ts'

/** The lessons in the order in which they are read: from the first surprise to the choice. */
export const chapters: readonly [Chapter, ...Chapter[]] = [origins, reading, asking, cookies, choosing]

export const lessons: readonly Lesson[] = chapters.flatMap((chapter) => chapter.lessons)

export const isAttack = (lesson: Lesson): lesson is AttackLesson => 'attack' in lesson
export const isStory = (lesson: Lesson): lesson is StoryLesson => 'story' in lesson

/** The right answer in a browser. */
export const rightIn = ({ right }: Lesson, setting: Setting): Letter =>
  typeof right === 'string' ? right : right[setting]
