import { step } from '../steps.ts'
import { evidence, type UserAgent } from '../userAgent.ts'
import { get, type HeaderList } from './headers.ts'

const DEFAULT = 5

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch steps 7.8 to 7.10: how many seconds the answer is kept. */
export function maxAge(agent: UserAgent, headers: HeaderList): number {
  const value = get(headers, 'access-control-max-age')
  const seconds = Math.min(parse(agent, value), agent.behaviour.maxAgeLimit)
  agent.trace?.push(
    step(
      'fetch/preflight-max-age',
      true,
      `The preflight's answer is kept for ${seconds} s.`,
      seconds === agent.behaviour.maxAgeLimit ? evidence(agent, 'maxAgeLimit') : undefined,
    ),
  )
  return seconds
}

function parse(agent: UserAgent, value: string | null): number {
  if (value === null || value === '') return DEFAULT
  if (/^\d+$/.test(value)) return Number(value)
  if (agent.behaviour.negativeMaxAge && /^-\d+$/.test(value)) return 0
  return agent.behaviour.unreadableMaxAge
}
