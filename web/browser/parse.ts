import * as v from 'valibot'
import {
  CREDENTIALS_MODES,
  ENGINES,
  INITIATORS,
  REDIRECT_MODES,
  REQUEST_MODES,
  type Scenario,
  THIRD_PARTY_POLICIES,
} from './scenario.ts'

const url = v.pipe(
  v.string(),
  v.check((value) => URL.canParse(value), 'not an absolute URL'),
)

const headers = v.array(v.strictTuple([v.string(), v.string()]))

const answer = v.object({
  status: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(999)),
  headers,
})

const request = v.object({
  url,
  via: v.exactOptional(v.picklist(INITIATORS)),
  method: v.exactOptional(v.string()),
  headers: v.exactOptional(headers),
  body: v.exactOptional(v.string()),
  mode: v.exactOptional(v.picklist(REQUEST_MODES)),
  credentials: v.exactOptional(v.picklist(CREDENTIALS_MODES)),
  redirect: v.exactOptional(v.picklist(REDIRECT_MODES)),
})

const hop = v.object({ preflight: v.exactOptional(answer), response: answer })

const exchange = v.object({
  wait: v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  request,
  preflight: v.exactOptional(answer),
  response: answer,
  redirects: v.exactOptional(v.array(hop)),
})

const scenario = v.object({
  id: v.exactOptional(v.string()),
  browser: v.object({
    engine: v.picklist(ENGINES),
    thirdPartyCookies: v.exactOptional(v.picklist(THIRD_PARTY_POLICIES)),
  }),
  page: url,
  jar: v.exactOptional(v.array(v.object({ url, setCookie: v.string() }))),
  exchanges: v.array(exchange),
})

export type Parsed = { scenario: Scenario } | { error: string }

/** A scenario from any value, or a sentence that names the first field that is wrong. */
export function parseScenario(value: unknown): Parsed {
  const result = v.safeParse(scenario, value, { abortEarly: true })
  if (result.success) return { scenario: result.output }
  const [issue] = result.issues
  return { error: `${v.getDotPath(issue) ?? 'scenario'}: ${issue.message}` }
}
