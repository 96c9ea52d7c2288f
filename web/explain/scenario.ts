import type { Engine, Exchange, Header, Scenario } from '../browser/scenario.ts'
import { FAULTS, type Setting } from './faults.ts'
import type { Reason, Sighting, Vendor } from './sighting.ts'

export const ENGINE: Record<Vendor, Engine> = { Chrome: 'chromium', Firefox: 'firefox', Safari: 'safari' }

/** What the message did not tell, and what was put in its place. */
export interface Assumption {
  what: 'page' | 'url' | 'request' | 'credentials'
  value: string
}

export interface FaultyScenario {
  scenario: Scenario
  setting: Setting
  assumed: Assumption[]
}

/** A scenario in which a browser writes this message for this reason; null where the model has none. */
export function scenarioOf(told: Sighting, reason: Reason): FaultyScenario | null {
  const make = FAULTS[reason]
  if (!make) return null
  const url = usableUrl(told.url)
  const origin = usableOrigin(told.origin)
  const cookie = /^(SameSite|UserPreferences|CorpNotSameSite)/.test(reason)
  const mixed = reason === 'MixedContent'
  const secure = mixed
    ? false
    : url
      ? url.protocol === 'https:'
      : (origin?.startsWith('https:') ?? reason !== 'SecureOnly')
  const chosenUrl =
    url?.href ?? `${secure ? 'https' : 'http'}://${cookie ? 'api.example.org' : 'api.example.com'}/`
  const chosenOrigin = origin ?? `${mixed || secure ? 'https' : 'http'}://app.example.com`
  const setting: Setting = {
    url: chosenUrl,
    origin: chosenOrigin,
    page: chosenOrigin === 'null' ? 'data:text/html,' : `${chosenOrigin}/`,
  }
  const fault = make(setting, told)
  const sound = soundAnswers(setting.origin, fault.request ?? {})
  const exchange: Exchange = {
    request: { url: chosenUrl, ...fault.request },
    preflight: fault.preflight ?? sound.preflight,
    response: fault.response ?? sound.response,
  }
  const thirdPartyCookies = reason === 'UserPreferences' ? { thirdPartyCookies: 'block' as const } : {}
  return {
    setting,
    scenario: {
      browser: { engine: engineFor(told.vendor, reason), ...thirdPartyCookies },
      page: setting.page,
      ...(fault.jar && { jar: fault.jar }),
      exchanges: [exchange],
    },
    assumed: [
      ...(origin === undefined ? [{ what: 'page' as const, value: chosenOrigin }] : []),
      ...(url === undefined ? [{ what: 'url' as const, value: chosenUrl }] : []),
      ...(/^Preflight/.test(reason) && told.method === undefined && told.header === undefined
        ? [{ what: 'request' as const, value: 'GET, Content-Type: application/json' }]
        : []),
      ...(reason === 'MissingAllowOriginHeader' ? [{ what: 'credentials' as const, value: 'without' }] : []),
    ],
  }
}

/** Firefox only warns that a cookie without SameSite will count as Lax one day, so that day's rule is shown by the engine that has it. */
const engineFor = (vendor: Vendor, reason: Reason): Engine =>
  reason === 'SameSiteUnspecifiedTreatedAsLax' ? 'chromium' : ENGINE[vendor]

/** The answers of a server that allows just what the request needs. */
export function soundAnswers(
  origin: string,
  request: Partial<Exchange['request']>,
): Required<Pick<Exchange, 'preflight' | 'response'>> {
  const include = request.credentials === 'include'
  const cors: Header[] = [
    ['Access-Control-Allow-Origin', origin],
    ...(include ? [['Access-Control-Allow-Credentials', 'true'] satisfies Header] : []),
    ['Vary', 'Origin'],
  ]
  const names = (request.headers ?? []).map(([name]) => name)
  return {
    preflight: {
      status: 204,
      headers: [
        ...cors,
        [
          'Access-Control-Allow-Methods',
          [...new Set(['GET', 'HEAD', 'POST', request.method ?? 'GET'])].join(', '),
        ],
        ...(names.length > 0 ? [['Access-Control-Allow-Headers', names.join(', ')] satisfies Header] : []),
      ],
    },
    response: { status: 200, headers: cors },
  }
}

/** A URL that a browser could ask; placeholders such as `http://...` or `<url>` are none. */
export function usableUrl(text: string | undefined): URL | undefined {
  const url = URL.parse(text ?? '')
  if (url === null || !/^https?:$/.test(url.protocol) || !/[a-z0-9]/i.test(url.hostname)) return undefined
  return /[<>{}*]|%3C/i.test(text ?? '') && !/[a-z0-9]\.[a-z]{2,}/i.test(url.hostname) ? undefined : url
}

function usableOrigin(text: string | undefined): string | undefined {
  if (text === 'null') return 'null'
  return usableUrl(text)?.origin
}
