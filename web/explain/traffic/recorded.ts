import type { Answer, Engine, Header } from '../../browser/scenario.ts'

/** A request as somebody recorded it: what is not known is left out. */
export interface Recorded {
  engine: Engine
  /** The page's origin, or null where nothing tells it. */
  origin: string | null
  url: string | null
  method: string
  /** Those that a script set, as far as that can be told. */
  headers: Header[]
  mode: 'cors' | 'no-cors' | 'same-origin'
  /** Undefined where nothing tells it. `same-origin` stands for `omit` too: to another origin they are alike. */
  credentials?: 'include' | 'same-origin' | undefined
  preflight?: Answer | undefined
  /** Undefined where the recording has no answer. */
  response?: Answer | undefined
  /** The answers after a redirect, in order. */
  redirects: Answer[]
  /** Whether the recording says that the browser gave no answer to the script; undefined where it says neither. */
  failed: boolean | undefined
  /** What could not be told, in sentences. */
  unknown: string[]
  /** When it began, in milliseconds since the epoch. */
  at?: number | undefined
}

export const headerIn = (headers: readonly Header[], name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1]

/** Set by the browser itself, or by its developer tools, never by a page's script. */
const BROWSERS_OWN =
  /^(?::.*|accept(?:-.*)?|cookie|origin|referer|host|connection|content-length|user-agent|sec-.*|dnt|te|priority|pragma|cache-control|upgrade-insecure-requests|if-.*|access-control-request-.*|expect|keep-alive|transfer-encoding|via|proxy-.*)$/i

/** The headers that a script set: those that the preflight asked for, else those that no browser adds. */
export function authorHeaders(headers: readonly Header[], asked: string | undefined): Header[] {
  if (asked === undefined) return headers.filter(([name]) => !BROWSERS_OWN.test(name))
  const names = asked.toLowerCase().split(/\s*,\s*/)
  return headers.filter(([name]) => names.includes(name.toLowerCase()) || /^content-type$/i.test(name))
}

/** An Origin header that a page could have: of http or https, or opaque. */
export function pageOrigin(header: string | undefined): string | null {
  if (header === 'null') return header
  const url = URL.parse(header ?? '')
  return url && /^https?:$/.test(url.protocol) ? url.origin : null
}
