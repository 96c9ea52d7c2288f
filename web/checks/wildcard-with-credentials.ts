import { CLAUSES, type RuleId } from '../browser/clauses.ts'
import { extractTokenList, FAILURE } from '../browser/fetch/headers.ts'
import { FIXES } from '../browser/fixes.ts'
import type { CredentialsMode } from '../browser/scenario.ts'
import { type AnswerHeaders, linesOf } from './answer-headers.ts'
import type { Warning } from './warning.ts'

/**
 * Whether an answer has a `*` that its request, being made with credentials, does not let count: in Access-Control-Allow-Origin it
 * keeps the answer from the script; in the other three it is a name like any other, and allows or shows nothing.
 *
 * For tests and for code at the server: a browser hides these headers from scripts.
 * @param credentials the request's credentials mode; only "include" makes a difference
 * @returns a warning for each such header
 * @see https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
 */
export function checkWildcards(headers: AnswerHeaders, credentials: CredentialsMode): Warning[] {
  if (credentials !== 'include') return []
  const lines = linesOf(headers)
  return WILDCARDS.flatMap(({ header, rule, effect, fix }) => {
    const names = extractTokenList(lines, header.toLowerCase())
    if (names === null || names === FAILURE || !names.includes('*')) return []
    const message = `${header} is *, and the request is made with credentials: ${effect}.`
    return [{ check: 'wildcard-with-credentials', message, fix, source: CLAUSES[rule] }]
  })
}

const WILDCARDS: readonly { header: string; rule: RuleId; effect: string; fix: string }[] = [
  {
    header: 'Access-Control-Allow-Origin',
    rule: 'fetch/cors-check',
    effect: 'the browser keeps the answer from the script',
    fix: FIXES.WildcardOriginNotAllowed.text,
  },
  {
    header: 'Access-Control-Allow-Headers',
    rule: 'fetch/preflight-allow-headers',
    effect: 'the preflight allows a header that is called *, and no other',
    fix: FIXES.HeaderDisallowedByPreflightResponse.text,
  },
  {
    header: 'Access-Control-Allow-Methods',
    rule: 'fetch/preflight-allow-methods',
    effect: 'the preflight allows a method that is called *, and of the others GET, HEAD and POST',
    fix: FIXES.MethodDisallowedByPreflightResponse.text,
  },
  {
    header: 'Access-Control-Expose-Headers',
    rule: 'fetch/exposed-headers',
    effect: 'the script can read a header that is called *, and no other beyond the usual ones',
    fix: 'List each response header that scripts read in Access-Control-Expose-Headers, by its name.',
  },
]
