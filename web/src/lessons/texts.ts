import type { Knobs } from '../../lessons/lesson.ts'
import type { Moved } from '../settings/moved.ts'

/** What stands for `{page}`, `{api}` and `{cookie}` in a lesson's texts. */
export interface Values {
  page: string
  api: string
  cookie: string
}

/** A lesson's text with the reader's own values. */
export const filled = (text: string, { page, api, cookie }: Values): string =>
  text.replaceAll('{page}', page).replaceAll('{api}', api).replaceAll('{cookie}', cookie)

/** A lesson's knobs, with the page's origin in their values. */
export const placed = (knobs: Knobs, page: string): Moved =>
  JSON.parse(JSON.stringify(knobs).replaceAll('{page}', page))

/** A, B, C and D. */
export const LETTERS = ['A', 'B', 'C', 'D'] as const
