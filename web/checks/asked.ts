import type { NamedBrowser } from '../browser/browsers.ts'
import type { CredentialsMode } from '../browser/scenario.ts'

/** What was asked, as far as it matters to an answer. */
export interface Asked {
  /** The page whose script asked: its address or its origin, such as `https://app.example.com`. */
  page: string
  /** The URL that was asked for. */
  url: string
  /** `include` is what axios and XMLHttpRequest call `withCredentials: true`; left out, fetch's default, `same-origin`. */
  credentials?: CredentialsMode
  /** Whose rules count for the cookies; left out, every browser's that has a model. */
  browsers?: readonly NamedBrowser[]
}

/** An absolute URL of one's own. @throws TypeError with the field's name where it is none */
export function absoluteUrl(field: string, text: string): string {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol)) return url.href
  throw new TypeError(
    `${field} has to be an absolute URL, such as "https://app.example.com/": "${text}" is none.`,
  )
}
