import { expect, it } from 'vitest'
import { ALLOWED, CROSS_SITE, exchange, one, PAGE } from '../browser/testing.ts'
import type { AnswerHeaders } from './answer-headers.ts'
import { checkDoubleAllowOrigin } from './double-allow-origin.ts'

const NAME = 'Access-Control-Allow-Origin'
const ORIGIN = new URL(PAGE).origin

const rows: { name: string; headers: AnswerHeaders; message: string | null }[] = [
  { name: 'one line', headers: [[NAME, ORIGIN]], message: null },
  { name: 'none', headers: {}, message: null },
  {
    name: 'two lines alike',
    headers: [
      [NAME, ORIGIN],
      [NAME.toLowerCase(), ORIGIN],
    ],
    message: `2 values, "${ORIGIN}" and "${ORIGIN}": two layers both send it.`,
  },
  {
    name: 'two lines that differ',
    headers: [
      [NAME, ORIGIN],
      [NAME, '*'],
    ],
    message: `2 values, "${ORIGIN}" and "*": two layers both send it, or`,
  },
  { name: "fetch's Headers", headers: joined(), message: '2 values' },
  { name: 'a joined value', headers: { [NAME]: '*, *, *' }, message: '3 values' },
  { name: "Node's lists", headers: { [NAME.toLowerCase()]: ['*', '*'] }, message: '2 values' },
]

function joined(): Headers {
  const headers = new Headers()
  headers.append(NAME, ORIGIN)
  headers.append(NAME, ORIGIN)
  return headers
}

it.each(rows)('$name: $message', ({ headers, message }) => {
  const warning = checkDoubleAllowOrigin(headers)
  if (message === null) expect(warning).toBeNull()
  else {
    expect(warning).toMatchObject({
      check: 'double-allow-origin',
      message: expect.stringContaining(message),
      fix: expect.stringContaining('proxy'),
    })
  }
})

it('the model blocks what two layers send', () => {
  const twice = { ...ALLOWED, headers: [...ALLOWED.headers, ...ALLOWED.headers] }
  expect(one(exchange({ url: CROSS_SITE }, twice)).blockedBy).toBe('MultipleAllowOriginValues')
  expect(checkDoubleAllowOrigin(twice.headers)).not.toBeNull()
})
