import { describe, expect, it } from 'vitest'
import type { WireEvent } from '../../../api/lab/interface.ts'
import type { Exchange } from '../run/exchange.ts'
import { got, request, seen } from '../run/fixtures.ts'
import { compareExchange, type Pair, pairUp } from './compare.ts'
import { foreseen } from './fixtures.ts'
import type { PredictedExchange } from './predictStory.ts'

const exchange = (
  text: string,
  server: WireEvent | null,
  status = 200,
  preflight: WireEvent | null = null,
): Exchange => ({
  script: request(text, got(status)),
  server,
  preflight,
  settled: true,
})

const setting = (line: string) => seen('POST /login', { headers: [['Set-Cookie', line]] })
const stored = { name: 'sid', stored: true, reasons: [] }
const refused = { name: 'sid', stored: false, reasons: ['SameSiteLax'] }
const ignored = { name: 'sid', stored: false, reasons: ['CredentialsMode'] }

const me = (cookies: string[], predicted: string[] = cookies): Pair => ({
  predicted: foreseen('GET /me', { cookies: predicted }),
  observed: exchange('GET /me', seen('GET /me', { cookies })),
})
const login = (setCookie: typeof stored | typeof refused, line = 'sid=a'): Pair => ({
  predicted: foreseen('POST /login', { setCookies: [setCookie] }),
  observed: exchange('POST /login', setting(line)),
})

describe('what is shown of a cookie that an answer set', () => {
  const nothing = new Set<string>()
  const rows: [
    name: string,
    pair: Pair,
    later: Pair[],
    visible: Set<string>,
    value: string,
    agrees: boolean | null,
  ][] = [
    ['nothing yet', login(stored), [], nothing, '', null],
    ['it comes back', login(stored), [me(['sid'])], nothing, 'stored', true],
    ['it comes back against the prediction', login(refused), [me(['sid'], [])], nothing, 'stored', false],
    ['it stays away as predicted', login(refused), [me([])], nothing, 'not stored', true],
    ['it stays away against the prediction', login(stored), [me([], ['sid'])], nothing, 'not stored', false],
    ['it would not have come anyway', login(stored), [me([], [])], nothing, '', null],
    ['credentials were left out', login(ignored), [me([])], nothing, '', null],
    ['document.cookie has it', login(stored), [], new Set(['sid']), 'stored', true],
    ['it was taken back', login(stored, 'sid=; Max-Age=0'), [me([])], nothing, 'taken back', false],
  ]
  it.each(rows)('%s', (_name, pair, later, visible, value, agrees) => {
    const row = compareExchange(pair, later, visible, true).rows.find(({ kind }) => kind === 'set-cookie')
    expect(row?.observed?.cell.text).toBe(value)
    expect(row?.agrees).toBe(agrees)
  })
})

describe('an exchange is held against its prediction', () => {
  const preflight = seen('OPTIONS /me for GET', { number: 1 })
  const rows: [name: string, predicted: PredictedExchange | null, observed: Exchange, differing: string[]][] =
    [
      ['alike', foreseen('GET /me'), exchange('GET /me', seen('GET /me')), []],
      ['another status', foreseen('GET /me'), exchange('GET /me', seen('GET /me'), 401), ['result']],
      [
        'other cookies',
        foreseen('GET /me', { cookies: ['sid'] }),
        exchange('GET /me', seen('GET /me')),
        ['request'],
      ],
      ['it never came', foreseen('GET /me'), exchange('GET /me', null), ['request']],
      [
        'a preflight that was not foreseen',
        foreseen('GET /me'),
        exchange('GET /me', seen('GET /me', { number: 2 }), 200, preflight),
        ['preflight', 'preflight-answer'],
      ],
      ['not foreseen at all', null, exchange('GET /me', seen('GET /me')), ['request', 'result']],
    ]
  it.each(rows)('%s', (_name, predicted, observed, differing) => {
    const compared = compareExchange({ predicted, observed }, [], new Set(), true)
    expect(compared.rows.filter(({ agrees }) => agrees === false).map(({ kind }) => kind)).toEqual(differing)
    expect(compared.agrees).toBe(differing.length === 0)
  })

  it('but not while it is under way, nor against another browser’s prediction', () => {
    const observed = exchange('GET /me', seen('GET /me'), 401)
    const pair = { predicted: foreseen('GET /me'), observed }
    expect(compareExchange(pair, [], new Set(), false).agrees).toBeNull()
    const waiting = { ...pair, observed: { ...observed, settled: false } }
    expect(compareExchange(waiting, [], new Set(), true).agrees).toBeNull()
  })
})

describe('requests are paired in order', () => {
  const rows: [predicted: string[], observed: string[], pairs: string[]][] = [
    [['GET /me'], ['GET /me'], ['GET /me, GET /me']],
    [['GET /me'], [], ['GET /me, none']],
    [[], ['GET /me'], ['none, GET /me']],
    [['GET /me'], ['GET /me', 'POST /refresh'], ['GET /me, GET /me', 'none, POST /refresh']],
    [
      ['GET /me', 'POST /refresh', 'GET /me'],
      ['GET /me'],
      ['GET /me, GET /me', 'POST /refresh, none', 'GET /me, none'],
    ],
    [['POST /refresh', 'GET /me'], ['GET /me'], ['POST /refresh, none', 'GET /me, GET /me']],
  ]
  it.each(rows)('%j with %j', (predicted, observed, expected) => {
    const pairs = pairUp(
      predicted.map((text) => foreseen(text)),
      observed.map((text) => exchange(text, null)),
    )
    const name = (one: { method: string; url: string } | undefined) =>
      one ? `${one.method} ${new URL(one.url).pathname.replace('/x/k7', '')}` : 'none'
    expect(
      pairs.map((pair) => `${name(pair.predicted ?? undefined)}, ${name(pair.observed?.script)}`),
    ).toEqual(expected)
  })
})
