import type { WireCost, WirePart } from '../../api/lab/bench-report.ts'
import type { LocalBrowser } from '../browsers/driver.ts'
import { type CallingPage, openCallingPage } from './calling-page.ts'
import { type CountedRequest, countRequests } from './counted-requests.ts'

const SUBJECTS = [
  { credential: 'session-cookie', algorithm: null },
  { credential: 'session-in-cookie', algorithm: null },
  { credential: 'jwt-cookie', algorithm: 'HS256' },
  { credential: 'jwt-cookie', algorithm: 'RS256' },
  { credential: 'bearer', algorithm: 'HS256' },
  { credential: 'bearer', algorithm: 'RS256' },
] as const

/** Runs in the page: logs in, asks who that is, and leaves no cookie behind. */
const LOG_IN_AND_ASK = `async (base) => {
  const post = (path, body, headers) =>
    fetch(base + path, { method: 'POST', credentials: 'include', body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers } })
  const { accessToken, refreshToken } = await (await post('/login', { username: 'ada', password: 'lovelace' })).json()
  const headers = accessToken ? { Authorization: 'Bearer ' + accessToken } : {}
  const { status } = await fetch(base + '/me', { headers, credentials: accessToken ? 'omit' : 'include' })
  await post('/logout', { refreshToken }, headers)
  return status
}`

/** Bytes of each `GET /me` as real browsers send it. They do not disturb one another, so they are asked side by side. */
export async function measureWire(
  browsers: readonly LocalBrowser[],
  say: (line: string) => void,
): Promise<WirePart> {
  const rows = await Promise.all(
    browsers.map(async (browser) => {
      const page = await openCallingPage(browser)
      try {
        return await inTurn(page)
      } finally {
        await page.close()
        say(`${page.browser} is done`)
      }
    }),
  )
  return { rows: rows.flat() }
}

async function inTurn(page: CallingPage): Promise<WireCost[]> {
  const rows: WireCost[] = []
  for (const subject of SUBJECTS) rows.push(await measure(page, subject))
  return rows
}

async function measure(
  page: CallingPage,
  { credential, algorithm }: (typeof SUBJECTS)[number],
): Promise<WireCost> {
  const { base } = page.experiment({ credential, ...(algorithm && { token: { algorithm } }) })
  const counted = countRequests(`${new URL(base).pathname}/me`)
  const status = await page.run(LOG_IN_AND_ASK, base).finally(counted.close)
  if (status !== 200) throw new Error(`${page.browser} was answered ${status} with ${credential}.`)
  const request = counted.requests.find(({ method }) => method === 'GET')
  const preflight = counted.requests.find(({ method }) => method === 'OPTIONS')
  const header = credential === 'bearer' ? 'Authorization' : 'Cookie'
  if (!request) throw new Error(`${page.browser} did not send GET /me.`)
  return {
    ...{ browser: page.browser, credential, algorithm, header },
    proof: bytesOf(request, header),
    request: request.bytes,
    preflight: preflight?.bytes ?? 0,
  }
}

/** Bytes of a header's lines: name, colon, space, value, line end. */
const bytesOf = ({ headers }: CountedRequest, header: string) =>
  headers
    .filter(([name]) => name.toLowerCase() === header.toLowerCase())
    .reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
