import { expect, it } from 'vitest'
import type { CredentialsMode, Header, ScenarioRequest } from '../browser/scenario.ts'
import { ALLOWED, CROSS_SITE, exchange, one, withHeader } from '../browser/testing.ts'
import { checkWildcards } from './wildcard-with-credentials.ts'

/** An answer that allows all, with `*` in one of its headers. */
const withWildcard = (name: string) => ({
  status: 200,
  headers: [
    ...ALLOWED.headers.filter(([one]) => one !== name),
    ['X-Total', '1'] satisfies Header,
    [name, '*'] satisfies Header,
  ],
})

const rows: { header: string; request: Omit<ScenarioRequest, 'url'> }[] = [
  { header: 'Access-Control-Allow-Origin', request: {} },
  { header: 'Access-Control-Allow-Headers', request: withHeader('X-Test', '1') },
  { header: 'Access-Control-Allow-Methods', request: { method: 'PUT' } },
  { header: 'Access-Control-Expose-Headers', request: {} },
]
const modes: { credentials: CredentialsMode }[] = [
  { credentials: 'omit' },
  { credentials: 'same-origin' },
  { credentials: 'include' },
]

it.each(rows.flatMap((row) => modes.map((mode) => ({ ...row, ...mode }))))(
  '$header: * with credentials "$credentials": a warning just where the model has it count for nothing',
  ({ header, request, credentials }) => {
    const answer = withWildcard(header)
    const asked = { url: CROSS_SITE, credentials, ...request }
    const { result, exposed } = one(exchange(asked, answer, { preflight: answer }))
    const counts = result === 'readable' && (!header.includes('Expose') || exposed.includes('x-total'))
    const warnings = checkWildcards(answer.headers, credentials)
    expect(warnings.map(({ message }) => message.startsWith(`${header} is *`))).toEqual(counts ? [] : [true])
  },
)

it('each header that has one is told of', () => {
  const headers = Object.fromEntries(
    rows.map(({ header }) => [header, header.endsWith('s') ? 'x-a, *' : '*']),
  )
  expect(checkWildcards(headers, 'include')).toHaveLength(4)
})
