/**
 * What the model is given and what it answers: one browser, one page, a few exchanges with the server's
 * answers, and what came of each. A real browser's observation has the same shape.
 */

export const ENGINES = ['spec', 'chromium', 'firefox', 'webkitgtk', 'safari'] as const
export type Engine = (typeof ENGINES)[number]

/** What happens to cookies in a third-party context: treated like any other, refused, or keyed by the top-level site. */
export const THIRD_PARTY_POLICIES = ['allow', 'block', 'partition'] as const
export type ThirdPartyPolicy = (typeof THIRD_PARTY_POLICIES)[number]

/** What makes the request: a script, an image element, a link that is followed, a form that is submitted. */
export const INITIATORS = ['fetch', 'image', 'link', 'form'] as const
export type Initiator = (typeof INITIATORS)[number]

export const REQUEST_MODES = ['cors', 'no-cors', 'same-origin'] as const
export const CREDENTIALS_MODES = ['omit', 'same-origin', 'include'] as const
export const REDIRECT_MODES = ['follow', 'error', 'manual'] as const
export type CredentialsMode = (typeof CREDENTIALS_MODES)[number]
export type RedirectMode = (typeof REDIRECT_MODES)[number]

/** `[name, value]`, in the order sent; names in any case, repeats allowed. */
export type Header = [name: string, value: string]

export interface Scenario {
  id?: string
  browser: { engine: Engine; thirdPartyCookies?: ThirdPartyPolicy }
  /** The top-level page whose script makes the requests. */
  page: string
  /** Cookies set earlier, each by a response to a same-site top-level navigation to `url`. */
  jar?: JarEntry[]
  /** One after the other, in the same profile. */
  exchanges: Exchange[]
}

export interface JarEntry {
  url: string
  setCookie: string
}

export interface Exchange {
  /** Seconds that pass before this exchange begins. */
  wait?: number
  request: ScenarioRequest
  /** Answer to the preflight, if one comes; left out, 204 without headers. */
  preflight?: Answer
  response: Answer
  /** Answers of each further hop. */
  redirects?: Hop[]
}

export interface Hop {
  preflight?: Answer
  response: Answer
}

export interface ScenarioRequest {
  url: string
  via?: Initiator
  method?: string
  headers?: Header[]
  body?: string
  mode?: (typeof REQUEST_MODES)[number]
  credentials?: CredentialsMode
  redirect?: RedirectMode
}

export interface Answer {
  status: number
  headers: Header[]
}

export interface Outcome {
  id?: string
  exchanges: ExchangeOutcome[]
}

export interface ExchangeOutcome {
  /** A preflight reached the server, at any hop. */
  preflight: boolean
  /** The request itself reached the server, first hop. */
  sent: boolean
  /** Cookie names the server got with the request itself, first hop, in order. */
  cookies: string[]
  /** The whole Cookie header of that request, or "". */
  cookieHeader: string
  /** The Origin header of that request, or null. */
  origin: string | null
  result: 'readable' | 'opaque' | 'blocked'
  blockedBy: string | null
  /** Response header names the script can read, lower-cased and sorted. */
  exposed: string[]
  /** One for each Set-Cookie line of the first hop's response. */
  setCookies: SetCookieOutcome[]
  /** Cookies in the jar for the request's host that were not sent, by name. */
  withheld: { name: string; reasons: string[] }[]
  /** The rules that were applied, where they were asked for. */
  steps?: Step[]
}

export interface SetCookieOutcome {
  name: string
  stored: boolean
  reasons: string[]
}

/** One rule applied. */
export interface Step {
  rule: string
  pass: boolean
  /** One sentence, in this scenario's own values. */
  text: string
  /** Where the rule stands: a URL with fragment. */
  source: string
}
