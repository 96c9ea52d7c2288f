import * as v from 'valibot'
import type { PreflightRow, PreflightsPart } from '../../api/lab/bench-report.ts'
import type { LocalBrowser } from '../browsers/driver.ts'
import { spreadOf } from '../measure/statistics.ts'
import { type CallingPage, openCallingPage } from './calling-page.ts'

export interface PreflightsSize {
  calls: number
  rounds: number
  /** Milliseconds that the server adds to each request. */
  latencies: readonly number[]
}

/** A cookie's GET needs no preflight, so it does not matter what one would allow. */
const SUBJECTS = [
  { credential: 'session-cookie', maxAge: null },
  { credential: 'bearer', maxAge: 0 },
  { credential: 'bearer', maxAge: null },
  { credential: 'bearer', maxAge: 600 },
] as const

/** Runs in the page. @returns the access token, where there is one */
const LOG_IN = `async (base) => {
  const answer = await fetch(base + '/login', { method: 'POST', credentials: 'include',
    headers: { 'Content-Type': 'application/json' }, body: '{"username":"ada","password":"lovelace"}' })
  return (await answer.json()).accessToken ?? null
}`

/** Runs in the page: asks so many times, each time after the answer before. @returns milliseconds */
const CALL = `async ({ base, token, calls }) => {
  const headers = token ? { Authorization: 'Bearer ' + token } : {}
  const began = performance.now()
  for (let call = 0; call < calls; call++) {
    const answer = await fetch(base + '/me', { headers, credentials: token ? 'omit' : 'include' })
    if (!answer.ok) throw new Error('answered ' + answer.status)
    await answer.text()
  }
  return performance.now() - began
}`

/** How many requests a page's calls come to, and how long they take, in real browsers. */
export async function measurePreflights(
  size: PreflightsSize,
  browsers: readonly LocalBrowser[],
  say: (line: string) => void,
): Promise<PreflightsPart> {
  const rows: PreflightRow[] = []
  for (const browser of browsers) {
    const page = await openCallingPage(browser)
    try {
      for (const latency of size.latencies) {
        say(`${browser}, ${latency} ms added`)
        rows.push(...(await inTurn(page, latency, size)))
      }
    } finally {
      await page.close()
    }
  }
  return { calls: size.calls, rounds: size.rounds, rows }
}

/** What came of the calls of one round. */
interface Called {
  requests: number
  preflights: number
  /** In milliseconds. */
  time: number
}

/** Each round takes every subject in turn. */
async function inTurn(
  page: CallingPage,
  latency: number,
  { calls, rounds }: PreflightsSize,
): Promise<PreflightRow[]> {
  const found: Called[][] = SUBJECTS.map(() => [])
  for (let round = 0; round <= rounds; round++) {
    for (const [row, subject] of SUBJECTS.entries()) {
      const called = await call(page, { ...subject, latency }, calls)
      // The first round only warms up.
      if (round > 0) found[row]?.push(called)
    }
  }
  const base = found[0] ?? []
  return SUBJECTS.map((subject, row) => {
    const own = found[row] ?? []
    return {
      ...{ browser: page.browser, ...subject, latency },
      requests: Math.max(...own.map(({ requests }) => requests)),
      preflights: Math.max(...own.map(({ preflights }) => preflights)),
      time: spreadOf(own.map(({ time }) => time)),
      ratio: spreadOf(own.map(({ time }, round) => time / (base[round]?.time ?? Number.NaN))),
    }
  })
}

async function call(
  page: CallingPage,
  { credential, maxAge, latency }: Pick<PreflightRow, 'credential' | 'maxAge' | 'latency'>,
  calls: number,
): Promise<Called> {
  // Each time an experiment of its own, and so an address of which no preflight is remembered.
  const { experiment, base } = page.experiment({ credential, cors: { maxAge }, wire: { latency } })
  const token = v.parse(v.nullable(v.string()), await page.run(LOG_IN, base))
  const before = experiment.wire.received
  const time = v.parse(v.number(), await page.run(CALL, { base, token, calls }))
  const seen = experiment.wire.events.filter(({ number }) => number > before)
  const preflights = seen.filter(({ request }) => request.preflight).length
  return { requests: experiment.wire.received - before, preflights, time }
}
