/** What other projects import as `with-credentials/checks`: warnings before something breaks. No I/O, in browsers and in Node. */
import { checkAllowedOrigin } from './allowed-origin.ts'
import { type AnswerHeaders, linesOf } from './answer-headers.ts'
import type { Asked } from './asked.ts'
import { checkCookiesStored } from './cookie-not-stored.ts'
import { checkCookieSize } from './cookie-size.ts'
import { checkDoubleAllowOrigin } from './double-allow-origin.ts'
import type { Warning } from './warning.ts'
import { checkWildcards } from './wildcard-with-credentials.ts'

export { MODELLED_BROWSERS, type NamedBrowser } from '../browser/browsers.ts'
export type { CredentialsMode } from '../browser/scenario.ts'
export { checkLogin } from './login.ts'
export type { CallSeen, LoginSeen } from './lost-cookies.ts'
export { CHECKS, type CheckName, type Warning } from './warning.ts'
export {
  type AnswerHeaders,
  type Asked,
  checkAllowedOrigin,
  checkCookieSize,
  checkCookiesStored,
  checkDoubleAllowOrigin,
  checkWildcards,
}

/**
 * All that is wrong with an answer, whether to a request or to its preflight: its Access-Control headers and its cookies.
 *
 * For tests and for code at the server: a browser hides most of these headers from scripts.
 * @param headers of the answer, as fetch, axios, supertest or Node have them
 * @param asked what was asked, and by which page
 * @throws TypeError where `page` or `url` is no absolute URL
 */
export function checkAnswer(headers: AnswerHeaders, asked: Asked): Warning[] {
  const lines = linesOf(headers)
  const values = (name: string) => lines.flatMap(([one, value]) => (one === name ? [value] : []))
  const double = checkDoubleAllowOrigin(lines)
  return [
    ...(double ? [double] : values('access-control-allow-origin').map(checkAllowedOrigin)),
    ...checkWildcards(lines, asked.credentials ?? 'same-origin'),
    ...values('set-cookie').flatMap(checkCookieSize),
    ...checkCookiesStored(lines, asked),
  ].filter((warning) => warning !== null)
}
