import { type Fix, fixesFor } from '../../web/browser/fixes.ts'
import type { AsyncNetwork } from '../../web/browser/network.ts'
import { openPage } from '../../web/browser/predict.ts'
import type {
  Answer,
  Engine,
  Exchange,
  ExchangeOutcome,
  SetCookieOutcome,
  Step,
} from '../../web/browser/scenario.ts'
import { type Finding, findingsOf, maskedHop, type Story } from '../../web/explain/finding.ts'
import { soundAnswers } from '../../web/explain/scenario.ts'
import { vendorOf } from '../../web/explain/traffic/judge.ts'
import { headerIn } from '../../web/explain/traffic/recorded.ts'
import { giveCookies } from './cookies.ts'
import type { Asked } from './options.ts'

/** Where the lab's page is, for the links that bring a fault about there. */
export const LAB = 'http://app.localhost:5173'

/** What comes of the request in one engine. */
export interface Verdict {
  engine: Engine
  /** `not sent`: its preflight passed, or it needs none, and nothing but preflights was to be sent. */
  result: ExchangeOutcome['result'] | 'not sent'
  blockedBy: string | null
  preflight: boolean
  sent: boolean
  /** Names of the cookies that went along. */
  cookies: string[]
  withheld: ExchangeOutcome['withheld']
  /** What would let the withheld cookies go along. */
  fixes: Fix[]
  setCookies: SetCookieOutcome[]
  exposed: string[]
  steps: Step[]
  /** Why the answer is kept from the script, and why a cookie is not stored. */
  findings: Finding[]
}

/** @param now milliseconds since the epoch */
export async function verdictOf(
  engine: Engine,
  asked: Asked,
  network: AsyncNetwork,
  now: number,
): Promise<Verdict> {
  const { request, origin, page: url, preflightOnly } = asked
  const page = openPage({ browser: { engine }, page: url }, { steps: true, now })
  const notKept = await giveCookies(page, asked)
  const sound = soundAnswers(origin, request)
  const hops: Story['hops'] = []
  const answers: Hops = { preflights: [], responses: [] }
  const outcome = await page.fetch(request, async (asking) => {
    if (preflightOnly && !asking.preflight) return sound.response
    const answer = await network(asking)
    hops.push(maskedHop(asking, answer))
    answers[asking.preflight ? 'preflights' : 'responses'][asking.hop] = answer
    return answer
  })
  const withheld = [...notKept, ...outcome.withheld]
  const notSent = preflightOnly && outcome.sent
  const steps = outcome.steps ?? []
  const scenario = { browser: { engine }, page: url, exchanges: [exchangeOf(request, answers, sound)] }
  const told = {
    vendor: vendorOf(engine),
    origin,
    url: request.url,
    method: request.method,
    status: hops.at(-1)?.answer.status,
    header: refusedHeader(hops),
  }
  return {
    engine,
    result: notSent ? 'not sent' : outcome.result,
    blockedBy: outcome.blockedBy,
    preflight: outcome.preflight,
    sent: outcome.sent && !notSent,
    cookies: outcome.cookies,
    withheld,
    fixes: fixesFor({ ...outcome, blockedBy: null, setCookies: [], withheld }),
    setCookies: outcome.setCookies,
    exposed: notSent ? [] : outcome.exposed,
    steps: notSent ? beforeItWasSent(steps) : steps,
    findings: findingsOf(
      told,
      { scenario, setting: { page: url, origin, url: request.url }, assumed: [] },
      { method: request.method, outcome: { ...outcome, cookieHeader: '' }, hops },
      LAB,
    ),
  }
}

/** Answers by hop. */
interface Hops {
  preflights: (Answer | undefined)[]
  responses: (Answer | undefined)[]
}

/** The exchange as it was, for the ways out; what was never asked is sound. */
function exchangeOf(
  request: Exchange['request'],
  { preflights, responses }: Hops,
  sound: ReturnType<typeof soundAnswers>,
): Exchange {
  const hops = Array.from({ length: Math.max(1, preflights.length, responses.length) }, (_, hop) => ({
    preflight: preflights[hop] ?? sound.preflight,
    response: responses[hop] ?? sound.response,
  }))
  return { request, ...(hops[0] ?? sound), redirects: hops.slice(1) }
}

/** The first header that a preflight asked for and its answer does not list. */
function refusedHeader(hops: Story['hops']): string | undefined {
  const { request, answer } = hops.findLast(({ request }) => request.preflight) ?? {}
  const listed = headerIn(answer?.headers ?? [], 'access-control-allow-headers')
    ?.toLowerCase()
    .split(/\s*,\s*/)
  const asked = headerIn(request?.headers ?? [], 'access-control-request-headers')
  return asked?.split(',').find((name) => !listed?.includes(name))
}

/** What Origin it has is the last thing that is decided of a request before it goes. */
const beforeItWasSent = (steps: readonly Step[]) =>
  steps.slice(0, steps.findLastIndex(({ rule }) => rule === 'fetch/origin-header') + 1)
