import type { Step } from '../../browser/scenario.ts'
import type { Got } from '../client/recorder.ts'

/** A place in the picture: the page, the browser as a wall, the API. */
export type Place = 'page' | 'wall' | 'api'

/** One arrow of the picture, with what it carries and what becomes of it at the wall. */
export interface Message {
  from: Place
  to: Place
  preflight: boolean
  /** Which of the API's servers it goes to or comes from, counted from 1; null where that is not known. */
  server: number | null
  /** Above the arrow's tail. */
  text: string
  /** What stands at the wall: a stop, or the tray in which a cookie is kept. */
  wall: 'stop' | 'tray' | null
  /** Beside the wall, in words. */
  words: string
  /** It arrived, but goes on unread by the script. */
  unread: boolean
  load: Load | null
}

/** A cookie, the lack of one, or a token. */
export interface Load {
  form: 'sent' | 'none' | 'stored' | 'refused' | 'withheld' | 'set' | 'ticket'
  text: string
}

/** What one side says in a row: a value, or that no page can see it. */
export interface Cell {
  text: string
  /** Below it, such as the browser's reason. */
  note: string
  /** Which of the two no page can see. */
  hidden: 'nothing' | 'value' | 'note'
}

/** In the order in which they come of one request. */
export const ROW_KINDS = [
  'redirect',
  'preflight',
  'preflight-answer',
  'request',
  'set-cookie',
  'result',
] as const
export type RowKind = (typeof ROW_KINDS)[number]

/** Headers, a body or an error to be read in an opened row. */
export interface Excerpt {
  title: string
  headers: readonly [string, string][]
  none: string
  body: string
}

/** One side of a row: what was predicted, or what was observed. */
export interface Side {
  key: string
  kind: RowKind
  /** How many redirects led to it. */
  hop: number
  label: string
  cell: Cell
  /** What can be held against the other side, by name. */
  fields: Record<string, string>
  message: Message | null
  /** What went wrong, if it did: the row then stands open. */
  failed: boolean
  excerpts: Excerpt[]
  steps: readonly Step[]
  rule: Step | null
}

export const cell = (text: string, note = ''): Cell => ({ text, note, hidden: 'nothing' })
export const hiddenCell: Cell = { text: '', note: '', hidden: 'value' }
export const withHiddenNote = (text: string): Cell => ({ text, note: '', hidden: 'note' })

export const message = (from: Place, to: Place, text: string, more: Partial<Message> = {}): Message => ({
  from,
  to,
  text,
  preflight: false,
  server: null,
  wall: null,
  words: '',
  unread: false,
  load: null,
  ...more,
})

export const side = (
  kind: RowKind,
  label: string,
  of: Cell,
  more: Partial<Omit<Side, 'kind' | 'label' | 'cell'>>,
): Side => ({
  key: kind,
  kind,
  hop: 0,
  label,
  cell: of,
  fields: {},
  message: null,
  failed: false,
  excerpts: [],
  steps: [],
  rule: null,
  ...more,
})

/** The cookies that went along, or the ticket of a token, as the picture shows them. */
export function loadOf(cookies: readonly string[], authorization: boolean): Load {
  const [first, ...others] = cookies
  if (first !== undefined) return { form: 'sent', text: others.length ? `${first} +${others.length}` : first }
  return authorization ? { form: 'ticket', text: 'Bearer token' } : { form: 'none', text: 'no cookie' }
}

/** The ticket of tokens that came in a body that the script can read. */
export function tokensIn(got: Got): Load | null {
  const handed = got.kind === 'readable' && /"(access|refresh)Token":/.test(got.body)
  return handed ? { form: 'ticket', text: 'tokens' } : null
}

/** A cookie's name with the attributes that decide most: `sid-k7f3 None Secure`. */
export function cookieText(name: string, attributes: string): string {
  const marks = ['Secure', 'Partitioned'].filter((mark) => new RegExp(`\\b${mark}\\b`, 'i').test(attributes))
  return [name, sameSiteIn(attributes), ...marks].filter(Boolean).join(' ')
}

/** `Lax`, as people write it; empty where there is none. */
export function sameSiteIn(attributes: string): string {
  const given = /samesite=(\w+)/i.exec(attributes)?.[1]?.toLowerCase() ?? ''
  return given.charAt(0).toUpperCase() + given.slice(1)
}

export const joined = (names: readonly string[]) => names.join(', ') || 'none'

/** Header names to be held against each other: those of the connection are no part of an answer (RFC 9110, 7.6.1). */
export const exposedNames = (names: readonly string[]) =>
  joined(names.filter((name) => !OF_THE_CONNECTION.has(name)).sort())
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding'])

/**
 * An answer that reaches the script, or that is stopped at the wall or goes on unread.
 * @param server which answered, null where none did
 */
export function resultMessage(
  from: 'wall' | 'api',
  status: string,
  result: string,
  server: number | null,
  load: Load | null,
): Message {
  if (result === 'readable') return message(from, 'page', status, { server, load })
  if (server === null) return message('wall', 'page', '', { unread: true, words: 'an error' })
  if (result === 'opaque') return message('api', 'wall', status, { unread: true, words: 'opaque', server })
  return message('api', 'wall', status, { unread: true, wall: 'stop', words: 'kept from the script', server })
}
