import { isBlocking, type Reason } from './reasons.ts'
import type { ExchangeOutcome, Step } from './scenario.ts'

/** Of the rules that failed in an exchange, those that a reason speaks of: others may have failed beside them. */
export function failedSteps({ steps = [] }: ExchangeOutcome, reason: Reason, cookie?: string): Step[] {
  return steps.filter((step) => !step.pass && isAbout(step, reason, cookie))
}

function isAbout({ rule, text }: Step, reason: Reason, cookie: string | undefined): boolean {
  if (reason === 'CredentialsMode') return rule === 'fetch/credentials'
  if (isBlocking(reason)) return rule.startsWith('fetch/') && !PREPARING.has(rule)
  const others = cookie === undefined || !/\bThe cookie \S/.test(text) || text.includes(`cookie ${cookie} `)
  return rule.startsWith('cookies/') && !PREPARING.has(rule) && others
}

/** Rules that a request may fail without being blocked: they say why there is a preflight, whose site it is, that no cookie goes. */
const PREPARING = new Set([
  'fetch/unsafe-method',
  'fetch/unsafe-headers',
  'fetch/credentials',
  'fetch/preflight-cache',
  'cookies/same-site-request',
])
