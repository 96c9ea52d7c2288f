import { byteLowercase, isToken, stripTabOrSpace } from '../infra.ts'
import type { Header } from '../scenario.ts'

/** https://fetch.spec.whatwg.org/#concept-header-list, names lower-cased and values normalized once, on the way in. */
export type HeaderList = Header[]

export function headerList(headers: readonly Header[]): HeaderList {
  return headers.map(([name, value]) => [byteLowercase(name), stripTabOrSpace(value)])
}

/** https://fetch.spec.whatwg.org/#header-list-contains */
export function contains(list: HeaderList, name: string): boolean {
  return list.some((header) => header[0] === name)
}

/** https://fetch.spec.whatwg.org/#concept-header-list-get */
export function get(list: HeaderList, name: string): string | null {
  let combined: string | null = null
  for (const [each, value] of list) {
    if (each === name) combined = combined === null ? value : `${combined}, ${value}`
  }
  return combined
}

/** https://fetch.spec.whatwg.org/#header-value-get-decode-and-split */
export function getDecodeAndSplit(value: string): string[] {
  const values: string[] = []
  let start = 0
  let quoted = false
  for (let i = 0; i <= value.length; i++) {
    const unit = value[i]
    if (quoted && unit === '\\') i++
    else if (unit === '"') quoted = !quoted
    else if (i >= value.length || (unit === ',' && !quoted)) {
      values.push(stripTabOrSpace(value.slice(start, i)))
      start = i + 1
    }
  }
  return values
}

export const FAILURE = Symbol('failure')

/**
 * https://fetch.spec.whatwg.org/#extract-header-list-values, for the headers whose ABNF is `#token`
 * (an empty element is allowed there and left out).
 */
export function extractTokenList(list: HeaderList, name: string): string[] | null | typeof FAILURE {
  let values: string[] | null = null
  for (const [each, value] of list) {
    if (each !== name) continue
    values ??= []
    for (const part of value.split(',')) {
      const token = stripTabOrSpace(part)
      if (token === '') continue
      if (!isToken(token)) return FAILURE
      values.push(token)
    }
  }
  return values
}
