import type { Header } from '../../web/browser/scenario.ts'
import { plainText } from '../../web/explain/plainText.ts'
import { MASK, maskedHeader, maskedUrl } from '../../web/explain/secrets.ts'
import type { Asked } from './options.ts'
import type { Exchanged } from './sharedWire.ts'

/** Texts that must not be printed wherever they stand, a server may echo them: of cookies, Authorization and the like, and URLs. */
export function secretsOf({ request, origin, cookies }: Asked, exchanged: readonly Exchanged[]): string[] {
  const lines: Header[] = exchanged.flatMap(({ request, answer }) => [...request.headers, ...answer.headers])
  const all = [
    ...cookies.map(({ value }) => value),
    ...[...request.headers, ...lines].flatMap(inHeader),
    ...[request.url, ...exchanged.map(({ request }) => request.url)].flatMap(inUrl),
  ]
  const known = `${origin} ${new URL(request.url).origin}`
  return [...new Set(all.flatMap((secret) => [secret, plainText(secret)]))]
    .filter((secret) => isTelling(secret) && !known.includes(secret))
    .sort((a, b) => b.length - a.length)
}

/** What is printed: no secret, and nothing that a terminal would obey. */
export const printable = (text: string, secrets: readonly string[]): string =>
  plainText(secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), text))

/** A word such as `true` or `include` stands in many places and is nobody's secret. */
const isTelling = (text: string) => text.length > 16 || (text.length > 5 && /[^a-z-]/i.test(text))

function inHeader([name, value]: Header): string[] {
  if (/^cookie$/i.test(name)) return value.split(/;\s*/).map((pair) => pair.slice(pair.indexOf('=') + 1))
  if (/^set-cookie$/i.test(name)) return [value.replace(/;.*/s, '').replace(/^[^=]*=/, '')]
  if (maskedHeader(name, value) === value) return []
  return /^(?:location|referer|content-location)$/i.test(name)
    ? inUrl(value)
    : [value, value.replace(/^\w+ /, '')]
}

function inUrl(text: string): string[] {
  const url = URL.parse(text, 'http://relative.invalid')
  if (!url || maskedUrl(text) === text) return []
  const queries = [url.search, url.hash].flatMap((part) => part.slice(1).split('&'))
  return [
    url.username,
    url.password,
    ...queries.flatMap((pair) => {
      const value = pair.slice(pair.indexOf('=') + 1)
      return maskedUrl(`http://relative.invalid/?${pair}`).includes(MASK) ? [value, decoded(value)] : []
    }),
  ]
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
