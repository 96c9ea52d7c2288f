import * as v from 'valibot'
import type { Answer, Header } from '../../browser/scenario.ts'
import { headerIn, type Recorded } from './recorded.ts'

const headers = v.array(v.object({ name: v.string(), value: v.string() }))
export const entrySchema = v.object({
  startedDateTime: v.optional(v.string()),
  pageref: v.optional(v.string()),
  _resourceType: v.optional(v.string()),
  request: v.object({
    method: v.string(),
    url: v.string(),
    headers,
    cookies: v.optional(v.array(v.unknown())),
  }),
  response: v.object({
    status: v.number(),
    headers,
    redirectURL: v.optional(v.string()),
    _error: v.nullish(v.string()),
  }),
})
export const fileSchema = v.object({
  log: v.object({
    creator: v.optional(v.object({ name: v.string(), version: v.optional(v.string()) })),
    browser: v.optional(v.object({ name: v.string() })),
    pages: v.optional(v.array(v.object({ id: v.string(), title: v.optional(v.string()) }))),
    entries: v.array(v.unknown()),
  }),
})
/** An entry of a HAR file, as far as it is used. */
export type Entry = v.InferOutput<typeof entrySchema>

export const pairs = (list: Entry['request']['headers']): Header[] =>
  list.map(({ name, value }) => [name, value])

/** Undefined where there was none. */
export const answerOf = ({ response }: Entry): Answer | undefined =>
  response.status >= 100 && response.status <= 999
    ? { status: response.status, headers: splitCookies(pairs(response.headers)) }
    : undefined

/** Some writers put several Set-Cookie lines into one value, each on a line. */
const splitCookies = (list: Header[]): Header[] =>
  list.flatMap(([name, value]): Header[] =>
    /^set-cookie$/i.test(name) ? value.split('\n').map((line): Header => [name, line]) : [[name, value]],
  )

export const isPreflight = ({ request }: Entry) =>
  request.method === 'OPTIONS' &&
  headerIn(pairs(request.headers), 'access-control-request-method') !== undefined

/** Chromium's tools say null where nothing failed; Firefox' say nothing of it. */
export function failedOf({ status, _error }: Entry['response']): boolean | undefined {
  if (status === 0 || _error) return true
  return _error === null ? false : undefined
}

/** In which versions it was seen that every request that may have cookies, and no other, has Sec-Fetch-Storage-Access. */
const TELLS_STORAGE_ACCESS = [
  { form: /Chrome\/(?<version>\d+)/, since: 156 },
  { form: /Firefox\/(?<version>\d+)/, since: 153 },
]

/**
 * The credentials mode, as far as the request tells it: by a cookie, or across sites by Sec-Fetch-Storage-Access, which goes with
 * the mode "include" alone (https://privacycg.github.io/storage-access-headers/).
 */
export function credentialsOf(
  { request, response }: Entry,
  sent: readonly Header[],
): Recorded['credentials'] {
  const has = (name: string) => headerIn(sent, name) !== undefined
  if (has('cookie') || (request.cookies ?? []).length > 0) return 'include'
  if (has('sec-fetch-storage-access')) return 'include'
  const agent = headerIn(sent, 'user-agent') ?? ''
  const tells = TELLS_STORAGE_ACCESS.some(
    ({ form, since }) => Number(form.exec(agent)?.groups?.version ?? 0) >= since,
  )
  const wasSent = response.status > 0 && headerIn(sent, 'sec-fetch-site') === 'cross-site'
  return tells && wasSent ? 'same-origin' : undefined
}
