import { type HeaderList, headerList } from '../browser/fetch/headers.ts'
import type { Header } from '../browser/scenario.ts'

/**
 * The headers of an answer, as fetch, axios, supertest or Node have them: `Headers` or other pairs, or an object whose values
 * are texts or lists of texts.
 */
export type AnswerHeaders = Iterable<readonly [string, unknown]> | Readonly<Record<string, unknown>>

/** As lines, one for each value. */
export function linesOf(headers: AnswerHeaders): HeaderList {
  const entries = isIterable(headers) ? [...headers] : Object.entries(headers)
  return headerList(entries.flatMap(([name, value]) => textsOf(value).map((text): Header => [name, text])))
}

const isIterable = (headers: AnswerHeaders): headers is Iterable<readonly [string, unknown]> =>
  Symbol.iterator in headers

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')
