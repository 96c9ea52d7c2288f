import type { Exchange, ExchangeOutcome, Scenario } from '../../browser/scenario.ts'
import { type Finding, findingsOf, storyOf } from '../finding.ts'
import { type Assumption, soundAnswers } from '../scenario.ts'
import { maskedUrl } from '../secrets.ts'
import type { Vendor } from '../sighting.ts'
import type { Recorded } from './recorded.ts'
import { headerIn } from './recorded.ts'

/** A recorded request, judged by the model. */
export interface Judged {
  method: string
  /** Secrets masked. */
  url: string
  origin: string
  credentials: 'include' | 'same-origin'
  status: number | null
  result: ExchangeOutcome['result'] | 'no answer'
  preflight: boolean
  /** The blocked answer first, then each cookie that was refused. */
  findings: Finding[]
  /** Names of the cookies that were stored. */
  stored: string[]
  assumed: Assumption[]
  unknown: string[]
}

const VENDOR: Partial<Record<Recorded['engine'], Vendor>> = {
  firefox: 'Firefox',
  safari: 'Safari',
  webkitgtk: 'Safari',
}

/** Whose words an engine's findings are told in. */
export const vendorOf = (engine: Recorded['engine']): Vendor => VENDOR[engine] ?? 'Chrome'

/** @param page the origin of the lab's page */
export function judge(recorded: Recorded, page: string): Judged {
  const origin = recorded.origin ?? allowedOrigin(recorded) ?? 'https://app.example.com'
  const url = recorded.url ?? 'https://api.example.org/'
  const assumed: Assumption[] = [
    ...(recorded.origin === null ? [{ what: 'page' as const, value: origin }] : []),
    ...(recorded.url === null ? [{ what: 'url' as const, value: url }] : []),
  ]
  const common = { method: recorded.method, url: maskedUrl(url), origin, assumed, unknown: recorded.unknown }
  const tries = candidates(recorded).map((credentials) => ({
    credentials,
    ...attempt(recorded, origin, url, credentials),
  }))
  const isBlocked = ({ story }: (typeof tries)[number]) => story.outcome.result === 'blocked'
  const fitting = tries.filter((one) => recorded.failed === undefined || isBlocked(one) === recorded.failed)
  const chosen = fitting[0] ?? tries[0]
  if (!chosen || !(recorded.response ?? recorded.preflight)) {
    return {
      ...common,
      credentials: 'same-origin',
      status: null,
      result: 'no answer',
      preflight: false,
      findings: [],
      stored: [],
    }
  }
  const { story, scenario, credentials } = chosen
  const { outcome } = story
  const told = {
    vendor: vendorOf(recorded.engine),
    origin,
    url,
    method: recorded.method,
    status: outcome.sent ? recorded.response?.status : recorded.preflight?.status,
  }
  const setting = { page: `${origin}/`, origin, url }
  return {
    ...common,
    credentials,
    status: recorded.response?.status ?? recorded.preflight?.status ?? null,
    result: outcome.result,
    preflight: outcome.preflight,
    unknown: [
      ...recorded.unknown,
      ...(fitting.some((one) => isBlocked(one) !== isBlocked(chosen)) ? [OTHERWISE[credentials]] : []),
    ],
    findings: findingsOf(told, { scenario, setting, assumed: [] }, story, page).map((finding) =>
      // A stand-in is nobody's server.
      assumed.length > 0 ? { ...finding, command: null } : finding,
    ),
    stored: outcome.setCookies.filter(({ stored }) => stored).map(({ name }) => name),
  }
}

/** What hangs on a guess. */
const OTHERWISE = {
  include: 'Without credentials the script could read the answer.',
  'same-origin': 'With credentials the answer would be kept from the script.',
}

/** Where no cookie tells: a server that allows credentials is most often asked with them. */
function candidates({ credentials, response, preflight }: Recorded): ('include' | 'same-origin')[] {
  if (credentials) return [credentials]
  const answered = [...(response?.headers ?? []), ...(preflight?.headers ?? [])]
  const allowed = headerIn(answered, 'access-control-allow-credentials') !== undefined
  return allowed ? ['include', 'same-origin'] : ['same-origin', 'include']
}

function attempt(recorded: Recorded, origin: string, url: string, credentials: 'include' | 'same-origin') {
  const request = {
    url,
    method: recorded.method,
    headers: recorded.headers,
    mode: recorded.mode,
    credentials,
  }
  const sound = soundAnswers(origin, request)
  const exchange: Exchange = {
    request,
    // Without one in the recording it was answered from the browser's cache, or left out: it did not fail.
    preflight: recorded.preflight ?? sound.preflight,
    response: recorded.response ?? sound.response,
    redirects: recorded.redirects.map((response) => ({ preflight: sound.preflight, response })),
  }
  const scenario: Scenario = {
    browser: { engine: recorded.engine },
    page: origin === 'null' ? 'data:text/html,' : `${origin}/`,
    exchanges: [exchange],
  }
  const story = storyOf(scenario, recorded.at)
  if (!story) throw new Error('one exchange has one outcome')
  return { scenario, story }
}

/** An origin that the answer itself names. */
function allowedOrigin({ response, preflight }: Recorded): string | undefined {
  const value = headerIn(
    [...(response?.headers ?? []), ...(preflight?.headers ?? [])],
    'access-control-allow-origin',
  )
  const url = URL.parse(value ?? '')
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined
}

/** How bad it is: a blocked answer before a refused cookie, what is unknown after both, what passes last. */
export function badness({ result, findings }: Judged): number {
  if (result === 'blocked') return 3
  if (findings.length > 0) return 2
  return result === 'no answer' ? 1 : 0
}
