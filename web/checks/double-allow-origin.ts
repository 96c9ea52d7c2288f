import { CLAUSES } from '../browser/clauses.ts'
import { get, getDecodeAndSplit } from '../browser/fetch/headers.ts'
import { FIXES } from '../browser/fixes.ts'
import { list, quote } from '../browser/steps.ts'
import { type AnswerHeaders, linesOf } from './answer-headers.ts'
import type { Warning } from './warning.ts'

/**
 * Whether an answer has more than one Access-Control-Allow-Origin, because two layers (the application and a proxy before it)
 * both add one. A browser joins the lines with a comma, and the joined value equals no origin. `Headers`, axios and
 * Node have joined them already.
 *
 * For tests and for code at the server: a browser hides this header from scripts.
 * @see https://fetch.spec.whatwg.org/#concept-cors-check
 */
export function checkDoubleAllowOrigin(headers: AnswerHeaders): Warning | null {
  const value = get(linesOf(headers), 'access-control-allow-origin')
  const values = value === null ? [] : getDecodeAndSplit(value)
  if (values.length < 2) return null
  const same = new Set(values).size === 1
  return {
    check: 'double-allow-origin',
    message: `Access-Control-Allow-Origin has ${values.length} values, ${list(values.map(quote))}: ${same ? 'two layers both send it' : 'two layers both send it, or somebody listed the origins'}. A browser takes them for one, which matches no origin.`,
    fix: FIXES.MultipleAllowOriginValues.text,
    source: CLAUSES['fetch/cors-check'],
  }
}
