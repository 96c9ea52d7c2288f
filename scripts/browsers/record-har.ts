import type { HTTPRequest, Page } from 'puppeteer-core'

interface HarHeader {
  name: string
  value: string
}

/** An entry of a HAR file, version 1.2, as far as a judgement needs it. */
export interface HarEntry {
  startedDateTime: string
  _resourceType: string
  request: { method: string; url: string; headers: HarHeader[] }
  response: { status: number; headers: HarHeader[]; redirectURL: string; _error?: string }
}

export interface HarRecording {
  /** What has been recorded until now, as the text of a file. */
  har(): string
}

const lines = (headers: Record<string, string>): HarHeader[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

const fileOf = (name: string, entries: readonly HarEntry[]) =>
  JSON.stringify({ log: { version: '1.2', creator: { name, version: '1' }, pages: [], entries } })

const begun = (method: string, url: string, type: string, headers: Record<string, string>): HarEntry => ({
  startedDateTime: new Date().toISOString(),
  _resourceType: type,
  request: { method, url, headers: lines(headers) },
  response: { status: 0, headers: [], redirectURL: '' },
})

/** Records what Chromium tells its developer tools: they, too, take the headers from the events with extra information. */
export async function recordChromium(page: Page): Promise<HarRecording> {
  const entries = new Map<string, HarEntry>()
  const session = await page.createCDPSession()
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    const known = entries.get(requestId)
    const entry = begun(request.method, request.url, (type ?? 'other').toLowerCase(), request.headers)
    entries.set(requestId, known ? { ...entry, ...known } : entry)
  })
  session.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers }) => {
    const entry = entries.get(requestId)
    if (entry) entry.request.headers = lines(headers)
  })
  session.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode, headers }) => {
    const entry = entries.get(requestId)
    if (entry) entry.response = { ...entry.response, status: statusCode, headers: lines(headers) }
  })
  session.on('Network.loadingFailed', ({ requestId, errorText }) => {
    const entry = entries.get(requestId)
    if (entry) entry.response._error = errorText
  })
  await session.send('Network.enable')
  return { har: () => fileOf('WebInspector', [...entries.values()]) }
}

/** Records what Firefox tells by WebDriver BiDi. */
export function recordFirefox(page: Page): HarRecording {
  const entries = new Map<HTTPRequest, HarEntry>()
  page.on('request', (request) => {
    entries.set(request, begun(request.method(), request.url(), request.resourceType(), request.headers()))
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
  return { har: () => fileOf('Firefox', [...entries.values()]) }
}
