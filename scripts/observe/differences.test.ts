import { expect, it } from 'vitest'
import type { ExchangeOutcome } from '../../web/browser/scenario.ts'
import { differences } from './differences.ts'
import type { ObservedExchange } from './observation.ts'

const predicted: ExchangeOutcome = {
  preflight: false,
  sent: true,
  cookies: ['a'],
  cookieHeader: 'a=1',
  origin: null,
  result: 'blocked',
  blockedBy: 'MissingAllowOriginHeader',
  exposed: ['date', 'x-a'],
  setCookies: [{ name: 'b', stored: false, reasons: ['SecureOnly', 'SameSiteLax'] }],
  withheld: [
    { name: 'd', reasons: ['NotOnPath'] },
    { name: 'c', reasons: ['SameSiteLax'] },
  ],
}

const { blockedBy: _, setCookies: __, withheld: ___, ...seenAnywhere } = predicted

const cases: { name: string; observed: ObservedExchange; fields: string[] }[] = [
  { name: 'the same', observed: predicted, fields: [] },
  { name: 'what is not told', observed: seenAnywhere, fields: [] },
  {
    name: 'headers of the connection',
    observed: { ...predicted, exposed: ['x-a', 'keep-alive'] },
    fields: [],
  },
  {
    name: 'another order of reasons and withheld cookies',
    observed: {
      ...predicted,
      setCookies: [{ name: 'b', stored: false, reasons: ['SameSiteLax', 'SecureOnly'] }],
      withheld: predicted.withheld.toReversed(),
    },
    fields: [],
  },
  { name: 'another order of cookies', observed: { ...predicted, cookies: ['b', 'a'] }, fields: ['cookies'] },
  { name: 'another reason', observed: { ...predicted, blockedBy: 'MixedContent' }, fields: ['blockedBy'] },
  {
    name: 'a cookie that was stored',
    observed: { ...predicted, setCookies: [{ name: 'b', stored: true, reasons: [] }] },
    fields: ['setCookies'],
  },
  {
    name: 'several at once',
    observed: { ...predicted, sent: false, origin: 'null' },
    fields: ['sent', 'origin'],
  },
]

it.each(cases)('$name: $fields', ({ observed, fields }) => {
  const found = differences({ exchanges: [predicted] }, { exchanges: [observed] })
  expect(found.map(({ field }) => field)).toEqual(fields)
})

it('tells which exchange, and both values as they were compared', () => {
  const observed = { ...predicted, exposed: ['date'] }
  const found = differences({ exchanges: [predicted, predicted] }, { exchanges: [predicted, observed] })
  expect(found).toEqual([{ exchange: 1, field: 'exposed', predicted: ['x-a'], observed: [] }])
})
