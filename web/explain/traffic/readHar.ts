import * as v from 'valibot'
import type { Answer, Engine, Header } from '../../browser/scenario.ts'
import {
  answerOf,
  credentialsOf,
  type Entry,
  entrySchema,
  failedOf,
  fileSchema,
  isPreflight,
  pairs,
} from './harEntry.ts'
import { authorHeaders, headerIn, pageOrigin, type Recorded } from './recorded.ts'

/** A HAR file, version 1.2, as far as it was understood. */
export interface Recording {
  /** Who wrote it, such as `Firefox`. */
  creator: string
  /** The requests of pages' scripts and elements to other origins; those of one origin have no CORS. */
  recorded: Recorded[]
  entries: number
  /** Entries that are no HAR entries. */
  unreadable: number
  /** Cookies and credentials were taken out before it was saved. */
  sanitized: boolean
}

/** A recording from parsed JSON, or null where it is no HAR. */
export function readHar(value: unknown): Recording | null {
  const file = v.safeParse(fileSchema, value)
  if (!file.success) return null
  const { entries: all, creator, browser, pages = [] } = file.output.log
  const parsed = all.map((entry) => v.safeParse(entrySchema, entry))
  const entries = parsed.flatMap((one) => (one.success ? [one.output] : []))
  const writer = browser?.name ?? creator?.name ?? ''
  const titles = new Map(pages.map(({ id, title }) => [id, title ?? '']))
  const byUrl = Map.groupBy(entries, ({ request }) => request.url)
  const engine = engineOf(writer)
  return {
    creator: writer.slice(0, 60),
    recorded: entries
      .filter((entry) => !isPreflight(entry))
      .flatMap((entry) => recordedOf(entry, entries, byUrl, titles.get(entry.pageref ?? ''), engine) ?? []),
    entries: all.length,
    unreadable: parsed.length - entries.length,
    sanitized: !entries.some(({ request, response }) =>
      [...request.headers, ...response.headers].some(({ name }) =>
        /^(set-)?cookie$|^authorization$/i.test(name),
      ),
    ),
  }
}

function engineOf(writer: string): Engine {
  if (/firefox/i.test(writer)) return 'firefox'
  return /webkit web inspector|safari/i.test(writer) ? 'safari' : 'chromium'
}

function recordedOf(
  entry: Entry,
  entries: readonly Entry[],
  byUrl: ReadonlyMap<string, Entry[]>,
  title: string | undefined,
  engine: Engine,
): Recorded | null {
  const { request, response } = entry
  const sent = pairs(request.headers)
  const url = URL.parse(request.url)
  const asking = preflightOf(entry, entries, byUrl)
  // A request that was never sent has no headers of the browser's own, but its preflight has.
  const asked = pairs(asking?.request.headers ?? [])
  const origin = originOf([...sent, ...asked], title)
  const mode = asking ? 'cors' : modeOf(entry, sent)
  if (!url || !/^https?:$/.test(url.protocol) || origin === url.origin || mode === null) return null
  const answer = answerOf(entry)
  const credentials = credentialsOf(entry, sent)
  const preflight = asking && answerOf(asking)
  const { redirects, lost } = hopsAfter(entry, byUrl)
  const at = Date.parse(entry.startedDateTime ?? '')
  return {
    engine,
    origin,
    url: request.url,
    method: request.method,
    headers: authorHeaders(sent, asking && (headerIn(asked, 'access-control-request-headers') ?? '')),
    mode,
    credentials,
    ...(preflight && { preflight }),
    ...(answer && { response: answer }),
    redirects,
    failed: failedOf(response),
    unknown: [
      ...(credentials ? [] : ['No cookie went along, so the credentials mode is a guess.']),
      ...(origin === null ? ['Nothing names the page.'] : []),
      ...(answer || preflight ? [] : ['The recording has no answer.']),
      ...(lost ? ['It was redirected to where the recording does not follow.'] : []),
    ],
    ...(!Number.isNaN(at) && { at }),
  }
}

/** How far apart a preflight and its request may stand in a file. */
const NEAR = 50

function preflightOf(
  entry: Entry,
  entries: readonly Entry[],
  byUrl: ReadonlyMap<string, Entry[]>,
): Entry | undefined {
  const near = (one: Entry) => Math.abs(entries.indexOf(one) - entries.indexOf(entry)) <= NEAR
  return byUrl
    .get(entry.request.url)
    ?.findLast(
      (one) =>
        isPreflight(one) &&
        headerIn(pairs(one.request.headers), 'access-control-request-method') === entry.request.method &&
        near(one),
    )
}

const originOf = (sent: readonly Header[], title: string | undefined): string | null =>
  pageOrigin(headerIn(sent, 'origin')) ?? pageOrigin(headerIn(sent, 'referer')) ?? pageOrigin(title)

/** Null for navigations and what else no page asked for. */
function modeOf({ request, _resourceType }: Entry, sent: readonly Header[]): Recorded['mode'] | null {
  const told = headerIn(sent, 'sec-fetch-mode')
  if (told === 'cors' || told === 'no-cors' || told === 'same-origin') return told
  if (told !== undefined || _resourceType === 'document' || _resourceType === 'websocket') return null
  if (_resourceType === 'xhr' || _resourceType === 'fetch') return 'cors'
  if (headerIn(sent, 'origin') === undefined) return null
  return /^(GET|HEAD)$/.test(request.method) || _resourceType === undefined ? 'cors' : 'no-cors'
}

function hopsAfter(
  entry: Entry,
  byUrl: ReadonlyMap<string, Entry[]>,
): { redirects: Answer[]; lost: boolean } {
  const redirects: Answer[] = []
  let hop = entry
  for (let i = 0; i < 20; i++) {
    const { status, headers: answered } = hop.response
    const location = hop.response.redirectURL || headerIn(pairs(answered), 'location')
    if (![301, 302, 303, 307, 308].includes(status) || !location) return { redirects, lost: false }
    const next = byUrl.get(URL.parse(location, hop.request.url)?.href ?? '')?.find((one) => !isPreflight(one))
    const answer = next && answerOf(next)
    if (!next || !answer) return { redirects, lost: true }
    redirects.push(answer)
    hop = next
  }
  return { redirects, lost: true }
}
