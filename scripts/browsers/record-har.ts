import type { HTTPRequest, Page } from 'puppeteer-core'

interface HarHeader {
  name: string
  value: string
}

/** An entry of a HAR file, version 1.2, as far as a judgement needs it. */
export interface HarEntry {
  startedDateTime: string
  request: { method: string; url: string; headers: HarHeader[] }
  response: { status: number; headers: HarHeader[]; redirectURL: string; _error?: string }
}

export interface HarRecording {
  /** What has been recorded until now, as the text of a file. */
  har(): string
  /** Every request has an answer or an error. */
  isComplete(): boolean
}

const isComplete = (entries: Iterable<HarEntry>) =>
  [...entries].every(({ response }) => response.status > 0 || response._error !== undefined)

const lines = (headers: Record<string, string>): HarHeader[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

const fileOf = (name: string, entries: readonly HarEntry[]) =>
  JSON.stringify({ log: { version: '1.2', creator: { name, version: '1' }, pages: [], entries } })

const begun = (method: string, url: string, headers: Record<string, string>): HarEntry => ({
  startedDateTime: new Date().toISOString(),
  request: { method, url, headers: lines(headers) },
  response: { status: 0, headers: [], redirectURL: '' },
})

/**
 * Records what Chromium tells its developer tools. As they do, it takes the headers from the events with extra information, which
 * come in any order with the others.
 */
export async function recordChromium(page: Page): Promise<HarRecording> {
  const begunById = new Map<string, HarEntry>()
  const sentById = new Map<string, HarHeader[]>()
  const answerById = new Map<string, Pick<HarEntry['response'], 'status' | 'headers'>>()
  const errorById = new Map<string, string>()
  const session = await page.createCDPSession()
  session.on('Network.requestWillBeSent', ({ requestId, request: { method, url, headers } }) => {
    begunById.set(requestId, begun(method, url, headers))
  })
  session.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers }) => {
    sentById.set(requestId, lines(headers))
  })
  session.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode, headers }) => {
    answerById.set(requestId, { status: statusCode, headers: lines(headers) })
  })
  session.on('Network.loadingFailed', ({ requestId, errorText }) => {
    errorById.set(requestId, errorText)
  })
  await session.send('Network.enable')
  const entries = () =>
    [...begunById].map(([id, { request, response, ...entry }]): HarEntry => {
      const error = errorById.get(id)
      return {
        ...entry,
        request: { ...request, headers: sentById.get(id) ?? request.headers },
        response: { ...response, ...answerById.get(id), ...(error !== undefined && { _error: error }) },
      }
    })
  return {
    har: () => fileOf('WebInspector', entries()),
    isComplete: () => isComplete(entries()),
  }
}

/** Records what Firefox tells by WebDriver BiDi. */
export function recordFirefox(page: Page): HarRecording {
  const entries = new Map<HTTPRequest, HarEntry>()
  page.on('request', (request) => {
    entries.set(request, begun(request.method(), request.url(), request.headers()))
  })
  page.on('response', (response) => {
    const entry = entries.get(response.request())
    if (!entry) return
    entry.request.headers = lines(response.request().headers())
    entry.response = { ...entry.response, status: response.status(), headers: lines(response.headers()) }
  })
  page.on('requestfailed', (request) => {
    const entry = entries.get(request)
    if (entry) entry.response._error = request.failure()?.errorText ?? 'failed'
  })
  return {
    har: () => fileOf('Firefox', [...entries.values()]),
    isComplete: () => isComplete(entries.values()),
  }
}
