import { MODELLED_BROWSERS } from '../browser/browsers.ts'
import { failedSteps } from '../browser/failedSteps.ts'
import { FIXES, isReason } from '../browser/fixes.ts'
import { predict } from '../browser/predict.ts'
import type { Reason } from '../browser/reasons.ts'
import type { Scenario, Step } from '../browser/scenario.ts'
import { list } from '../browser/steps.ts'
import { type AnswerHeaders, linesOf } from './answer-headers.ts'
import { type Asked, absoluteUrl } from './asked.ts'
import type { Warning } from './warning.ts'

/**
 * Whether each cookie that an answer sets is stored, by the model of each browser: Chromium (third-party cookies allowed, and
 * blocked), Firefox, WebKitGTK and Safari, of which the last was never run. How long a cookie is, `checkCookieSize` looks at.
 *
 * For tests and for code at the server: a browser shows Set-Cookie to no script. Where the answer is joined into one line,
 * as `headers.get('set-cookie')` has it, the cookies can no longer be told apart: hand over the headers themselves.
 * @returns for each cookie a warning for each reason, with the browsers that have it
 * @throws TypeError where `page` or `url` is no absolute URL
 * @see https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-22.html#section-5.7
 */
export function checkCookiesStored(headers: AnswerHeaders, asked: Asked): Warning[] {
  return linesOf(headers)
    .filter(([name]) => name === 'set-cookie')
    .flatMap(([, line]) => refusalsOf(line, asked))
    .map(({ reason, step, browsers }) => ({
      check: 'cookie-not-stored',
      message: `${step.text} So it is not stored in ${list(browsers)}.`,
      fix: FIXES[reason].text,
      source: step.source,
    }))
}

interface Refusal {
  reason: Reason
  /** The rule that decided. */
  step: Step
  browsers: string[]
}

function refusalsOf(line: string, asked: Asked): Refusal[] {
  const refusals = new Map<Reason, Refusal>()
  for (const { name, browser } of asked.browsers ?? MODELLED_BROWSERS) {
    const refused = refusalIn(browser, line, asked)
    if (!refused) continue
    const known = refusals.get(refused.reason)
    if (known) known.browsers.push(name)
    else refusals.set(refused.reason, { ...refused, browsers: [name] })
  }
  return [...refusals.values()]
}

/** A request's method and headers make no difference to what it may store. */
function refusalIn(browser: Scenario['browser'], line: string, asked: Asked) {
  const page = absoluteUrl('page', asked.page)
  const request = { url: absoluteUrl('url', asked.url), credentials: asked.credentials ?? 'same-origin' }
  const response = { status: 200, headers: [['Set-Cookie', line] satisfies [string, string]] }
  const [outcome] = predict({ browser, page, exchanges: [{ request, response }] }, { steps: true }).exchanges
  const [cookie] = outcome?.setCookies ?? []
  const [reason] = cookie?.reasons ?? []
  if (!outcome || !cookie || reason === undefined || !isReason(reason)) return null
  if (reason === 'NameValuePairExceedsMaxSize') return null
  const step = failedSteps(outcome, reason, cookie.name).at(-1)
  return step ? { reason, step } : null
}
