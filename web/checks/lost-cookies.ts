import { MODELLED_BROWSERS } from '../browser/browsers.ts'
import { CLAUSES } from '../browser/clauses.ts'
import { failedSteps } from '../browser/failedSteps.ts'
import { FIXES, isReason } from '../browser/fixes.ts'
import { isToken } from '../browser/infra.ts'
import { originOf } from '../browser/origin.ts'
import { predict } from '../browser/predict.ts'
import type { CredentialsMode, Exchange, ExchangeOutcome, Scenario } from '../browser/scenario.ts'
import { absoluteUrl } from './asked.ts'

/** What a page's script saw of a login, and of a call made after it. */
export interface LoginSeen {
  /** The page's address, such as `location.href`. */
  page: string
  login: CallSeen
  /** A call that needs the login, such as `GET /me`. */
  whoAmI: CallSeen
  /** The cookie's name, where it is known: a prefix such as `__Host-` asks something of the cookie. `session` where it is left out. */
  cookie?: string
}

export interface CallSeen {
  /** Absolute. */
  url: string
  status: number
  /** `include` is what axios and XMLHttpRequest call `withCredentials: true`; left out, fetch's default, `same-origin`. */
  credentials?: CredentialsMode
}

/** Why a cookie did not come back. */
export interface Cause {
  /** What tells causes apart: the model's reason. */
  id: string
  text: string
  fix: string
  source: string
}

/** One of the usual cookies that does not come back in a browser. */
export interface Lost {
  browser: string
  cookie: string
  cause: Cause
}

/** What logins set, each as the end of a phrase that begins with "a cookie". */
export const USUAL_COOKIES: readonly { is: string; attributes: string }[] = [
  { is: 'without attributes', attributes: '' },
  { is: 'with Path=/ alone', attributes: '; Path=/' },
  { is: 'with SameSite=Lax', attributes: '; Path=/; SameSite=Lax' },
  { is: 'with SameSite=Strict', attributes: '; Path=/; SameSite=Strict' },
  { is: 'with Secure', attributes: '; Path=/; Secure' },
  { is: 'with SameSite=None', attributes: '; Path=/; SameSite=None' },
  { is: 'with SameSite=None and Secure', attributes: '; Path=/; SameSite=None; Secure' },
  {
    is: 'with SameSite=None, Secure and Partitioned',
    attributes: '; Path=/; SameSite=None; Secure; Partitioned',
  },
]

/** Which of the usual cookies do not come back, in which browser, and why. */
export function lostCookies({ page, login, whoAmI, cookie = 'session' }: LoginSeen): Lost[] {
  const from = absoluteUrl('page', page)
  if (!isToken(cookie))
    throw new TypeError(`cookie has to be a cookie's name, such as "session": "${cookie}" is none.`)
  return MODELLED_BROWSERS.flatMap(({ name, browser }) =>
    USUAL_COOKIES.flatMap(({ is, attributes }) => {
      const exchanges = [
        exchangeOf('login.url', login, from, `${cookie}=1${attributes}`),
        exchangeOf('whoAmI.url', whoAmI, from),
      ]
      const cause = causeOf({ browser, page: from, exchanges }, cookie)
      return cause ? [{ browser: name, cookie: is, cause }] : []
    }),
  )
}

/** Both calls were answered and read, so the answers are taken for sound. */
function exchangeOf(
  field: string,
  { url, credentials = 'same-origin' }: CallSeen,
  page: string,
  setCookie?: string,
): Exchange {
  const headers: [string, string][] = [
    ['Access-Control-Allow-Origin', originOf(new URL(page)).serialized],
    ['Access-Control-Allow-Credentials', 'true'],
  ]
  if (setCookie !== undefined) headers.push(['Set-Cookie', setCookie])
  return { request: { url: absoluteUrl(field, url), credentials }, response: { status: 200, headers } }
}

/** Null where the cookie comes back, or the browser would not even have asked. */
function causeOf(scenario: Scenario, cookie: string): Cause | null {
  const [login, whoAmI] = predict(scenario, { steps: true }).exchanges
  if (!login?.sent || !whoAmI?.sent || whoAmI.cookies.includes(cookie)) return null
  const [refused] = login.setCookies.flatMap(({ reasons }) => reasons)
  if (refused !== undefined) return explained(login, refused, cookie, 'login')
  const [withheld] = whoAmI.withheld.flatMap(({ reasons }) => reasons)
  return withheld === undefined ? OF_ANOTHER_HOST : explained(whoAmI, withheld, cookie, 'call after it')
}

function explained(outcome: ExchangeOutcome, reason: string, cookie: string, call: string): Cause | null {
  if (!isReason(reason)) return null
  const step = failedSteps(outcome, reason, cookie).at(-1)
  if (!step) return null
  const text = reason === 'CredentialsMode' ? `In the ${call}: ${step.text}` : step.text
  return { id: reason, text, fix: FIXES[reason].text, source: step.source }
}

/** It was stored and not held back: it is none of that host's. */
const OF_ANOTHER_HOST: Cause = {
  id: 'AnotherHost',
  text: 'The two hosts differ, and a cookie without Domain goes back to the host that set it alone.',
  fix: 'Ask the host that set the cookie; or give it a Domain that both hosts are within, and that is no public suffix.',
  source: CLAUSES['cookies/domain-match'],
}
