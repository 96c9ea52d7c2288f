import type { BlockedReason } from '../reasons.ts'
import { quote, step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import { get, type HeaderList } from './headers.ts'
import { type Request, serializePreflightOrigin, serializeRequestOrigin } from './request.ts'

/** Each failure has two names: for the response itself, and for a preflight's. */
const NAMES = {
  wildcard: ['WildcardOriginNotAllowed', 'PreflightWildcardOriginNotAllowed'],
  missing: ['MissingAllowOriginHeader', 'PreflightMissingAllowOriginHeader'],
  multiple: ['MultipleAllowOriginValues', 'PreflightMultipleAllowOriginValues'],
  invalid: ['InvalidAllowOriginValue', 'PreflightInvalidAllowOriginValue'],
  mismatch: ['AllowOriginMismatch', 'PreflightAllowOriginMismatch'],
  credentials: ['InvalidAllowCredentials', 'PreflightInvalidAllowCredentials'],
} as const satisfies Record<string, readonly [BlockedReason, BlockedReason]>

/** https://fetch.spec.whatwg.org/#concept-cors-check; null is success. */
export function corsCheck(
  agent: UserAgent,
  request: Request,
  headers: HeaderList,
  ofPreflight: boolean,
): BlockedReason | null {
  const failure = corsFailure(agent, request, headers, ofPreflight ? 'preflight' : 'response')
  return failure === null ? null : NAMES[failure][ofPreflight ? 1 : 0]
}

function corsFailure(
  agent: UserAgent,
  request: Request,
  headers: HeaderList,
  of: 'preflight' | 'response',
): keyof typeof NAMES | null {
  const origin = get(headers, 'access-control-allow-origin')
  const credentialed = request.credentialsMode === 'include'
  if (origin === null) {
    agent.trace?.push(step('fetch/cors-check', false, `The ${of} has no Access-Control-Allow-Origin.`))
    return 'missing'
  }
  if (origin === '*' && !credentialed) {
    agent.trace?.push(
      step('fetch/cors-check', true, `The ${of} allows any origin, and the request is without credentials.`),
    )
    return null
  }
  const expected =
    of === 'preflight' ? serializePreflightOrigin(request, agent.behaviour) : serializeRequestOrigin(request)
  const source = expected === serializeRequestOrigin(request) ? undefined : evidence(agent, 'preflightOrigin')
  if (origin === '*') {
    agent.trace?.push(
      step(
        'fetch/cors-check',
        false,
        `The ${of} allows any origin (*), which does not count with credentials.`,
      ),
    )
    return 'wildcard'
  }
  if (expected !== origin) {
    agent.trace?.push(
      step(
        'fetch/cors-check',
        false,
        `The ${of} allows ${quote(origin)}, but the origin is ${quote(expected)}.`,
        source,
      ),
    )
    return kindOfMismatch(origin)
  }
  if (!credentialed) {
    agent.trace?.push(
      step('fetch/cors-check', true, `The ${of} allows the origin ${quote(expected)}.`, source),
    )
    return null
  }
  const credentials = get(headers, 'access-control-allow-credentials')
  const allowed = credentials === 'true'
  const told = credentials === null ? 'is missing' : `is ${quote(credentials)}`
  agent.trace?.push(
    step(
      'fetch/cors-check',
      allowed,
      `The ${of} allows the origin ${quote(expected)}; Access-Control-Allow-Credentials ${told}${allowed ? '' : ', and has to be "true"'}.`,
      source,
    ),
  )
  return allowed ? null : 'credentials'
}

/** The standard knows one failure here; these are Chromium's words for what the value looks like. */
function kindOfMismatch(origin: string): keyof typeof NAMES {
  if (/[ ,]/.test(origin)) return 'multiple'
  if (origin !== 'null' && !URL.canParse(origin)) return 'invalid'
  return 'mismatch'
}
