import type { ScenarioRequest } from '../../web/browser/scenario.ts'

/** Browsers that can be run on this machine. */
export const BROWSERS = ['chromium', 'firefox', 'webkitgtk'] as const

export type LocalBrowser = (typeof BROWSERS)[number]

/** Safari runs elsewhere, behind a WebDriver endpoint. */
export type BrowserName = LocalBrowser | 'safari'

/** What people call them. */
export const browserTitles: Record<BrowserName, string> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkitgtk: 'WebKitGTK',
  safari: 'Safari',
}

/** What a browser is started with: its own defaults, but for what is named here. */
export interface BrowserSetting {
  browser: BrowserName
  /** Chromium's one preference for third-party cookies; the others have their own way and no choice. */
  thirdPartyCookies: 'allow' | 'block' | 'partition'
}

/** A request of a page's script. */
export interface PageRequest extends ScenarioRequest {
  /** XMLHttpRequest makes it, with `withCredentials` where the credentials mode is "include"; else fetch. */
  xhr?: boolean
}

/** What the page's script got. */
export interface Got {
  result: 'readable' | 'opaque' | 'blocked'
  status: number
  /** Header names that the script could read. */
  exposed: string[]
  body: string
  /** The error in its own words, where there was one. */
  error: string
}

/** What the browser itself says of a request, where it says anything. */
export interface Told {
  blockedBy?: string | null
  /** Of the first hop's answer: the Set-Cookie lines that were not stored. */
  refusedCookies?: { line: string; reasons: string[] }[]
  /** The profile's cookies after the answer, whoever set them; where the answer set any. */
  jar?: { name: string; value: string }[]
  /** Of the first hop: cookies that were not sent, of whatever scenario. */
  withheld?: { name: string; reasons: string[] }[]
}

export interface Sent {
  got: Got
  told: Told
}

/** A page from which a script makes requests. */
export interface DrivenPage {
  /**
   * Makes a request; many may be under way side by side.
   * @param reached says, once the script has its answer, whether the request itself reached the server
   */
  send(request: PageRequest, reached: () => boolean): Promise<Sent>
  close(): Promise<void>
}

/** A tab that a link or a form takes away from its page. */
export interface DrivenTab {
  /** @param answered resolves when the server has answered */
  follow(request: ScenarioRequest, answered: Promise<void>): Promise<Told>
  close(): Promise<void>
}

/** A real browser with a profile of its own, nothing intercepted. */
export interface Driver {
  readonly setting: BrowserSetting
  /** Such as `156.0.8078.108`. */
  readonly version: string
  /** Goes to an address as by typing it, in a tab that is there for that. */
  visit(url: string): Promise<void>
  openPage(url: string): Promise<DrivenPage>
  openTab(page: string): Promise<DrivenTab>
  /** Forgets cookies and remembered preflights; closes every page. */
  reset(): Promise<void>
  /** Ends the browser, its helpers and its profile, also where it does not answer any more. */
  close(): Promise<void>
}
