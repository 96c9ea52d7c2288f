import type { SetCookieOutcome, Step } from '../../browser/scenario.ts'
import { cookiesIn, type SetCookie, shortPath } from '../run/exchange.ts'
import { answerHeaders, requestHeaders } from './excerpts.ts'
import type { Hop } from './network.ts'
import type { PredictedExchange } from './predictStory.ts'
import { preflightSides } from './preflightSides.ts'
import { redirectSides } from './redirectSides.ts'
import {
  cell,
  cookieText,
  exposedNames,
  joined,
  loadOf,
  message,
  resultMessage,
  type Side,
  side,
  tokensIn,
} from './side.ts'
import { deciding, passing, type StagedSteps, stagedSteps } from './steps.ts'

/** The rows that a predicted exchange makes. */
export function predictedSides(exchange: PredictedExchange): Side[] {
  const { outcome, hops } = exchange
  const steps = stagedSteps(outcome)
  const asked = hops.find(({ request }) => request.preflight && request.hop === 0)
  const own = hops.find(({ request }) => !request.preflight && request.hop === 0)
  const set = cookiesIn(own?.answer.headers ?? [])
  return [
    ...(asked ? preflightSides(asked, outcome.sent ? null : (outcome.blockedBy ?? ''), steps) : []),
    requestSide(exchange, steps, own),
    ...outcome.setCookies.map((cookie, index) => cookieSide(cookie, set[index], steps, index, own)),
    ...redirectSides(exchange, steps),
    resultSide(exchange, steps, own),
  ]
}

function requestSide(
  { method, url, outcome }: PredictedExchange,
  steps: StagedSteps,
  own: Hop | undefined,
): Side {
  const text = `${method} ${shortPath(url)}`
  if (!own) {
    const stopped = side(
      'request',
      'Request',
      cell('never sent', outcome.preflight ? '' : (outcome.blockedBy ?? '')),
      {},
    )
    return {
      ...stopped,
      fields: { sent: 'no' },
      message: message('page', 'wall', text, { wall: 'stop', words: 'never sent' }),
      failed: !outcome.preflight,
      steps: steps.request,
      rule: deciding(steps.request),
    }
  }
  const alone = outcome.withheld.length === 1 && outcome.cookies.length === 0
  const withheld = outcome.withheld.map(
    ({ name, reasons }) => `${alone ? '' : `${name} `}withheld, ${joined(reasons)}`,
  )
  const bearer = own.request.headers.some(([name]) => name.toLowerCase() === 'authorization')
  const kept = outcome.withheld[0]
  return side('request', 'Cookies', cell(joined(outcome.cookies), withheld.join('; ')), {
    fields: { sent: 'yes', cookies: joined(outcome.cookies), origin: outcome.origin ?? 'not sent' },
    message: message('page', 'api', text, {
      server: own.answer.server,
      load:
        kept && outcome.cookies.length === 0 && !bearer
          ? { form: 'withheld', text: kept.name }
          : loadOf(outcome.cookies, bearer),
    }),
    excerpts: [requestHeaders('Headers of the request', own.request.headers)],
    steps: steps.request,
    rule: kept
      ? (steps.request.find(withholds) ?? passing(steps.request, 'cookies/header'))
      : passing(steps.request, 'cookies/header'),
  })
}

/** A step that keeps a cookie back, not one that says why there was a preflight. */
const withholds = ({ rule, pass }: Step) =>
  !pass &&
  rule !== 'cookies/same-site-request' &&
  (rule.startsWith('cookies/') || rule === 'fetch/credentials')

function cookieSide(
  { name, stored, reasons }: SetCookieOutcome,
  line: SetCookie | undefined,
  { setCookies, request }: StagedSteps,
  index: number,
  own: Hop | undefined,
): Side {
  const value = !stored ? 'refused' : line?.ended ? 'taken back' : 'stored'
  const steps = [...request.filter(({ rule }) => rule === 'fetch/credentials'), ...(setCookies[index] ?? [])]
  return side('set-cookie', name, cell(value, joined(reasons) === 'none' ? '' : joined(reasons)), {
    key: `set-cookie ${index} ${name}`,
    fields: { stored: value },
    message: message('api', 'wall', String(own?.answer.status ?? ''), {
      server: own?.answer.server ?? null,
      wall: stored ? (line?.ended ? null : 'tray') : 'stop',
      words: value,
      load: { form: stored ? 'stored' : 'refused', text: cookieText(name, line?.attributes ?? '') },
    }),
    failed: !stored,
    excerpts: [answerHeaders('Headers of the answer', own?.answer.headers ?? [])],
    steps,
    rule: deciding(steps, 'cookies/stored'),
  })
}

function resultSide(
  { got, outcome, hops }: PredictedExchange,
  steps: StagedSteps,
  own: Hop | undefined,
): Side {
  const { result, blockedBy, exposed } = outcome
  const status = got.kind === 'readable' ? String(got.status) : ''
  const kept = result !== 'readable'
  const answered = hops.findLast(({ request }) => !request.preflight)
  const told = answered === own && (outcome.setCookies.length > 0 || !own)
  return side('result', 'Result', cell(status ? `${result}, ${status}` : result, blockedBy ?? ''), {
    fields: { result, ...(status && { status, exposed: exposedNames(exposed) }) },
    message: resultMessage(
      told ? 'wall' : 'api',
      status || String(answered?.answer.status ?? ''),
      result,
      answered?.answer.server ?? null,
      tokensIn(got),
    ),
    failed: kept,
    excerpts: [
      ...(answered ? [answerHeaders('Headers of the answer', answered.answer.headers)] : []),
      {
        title: 'Headers that the script can read',
        headers: [],
        none: joined(exposed),
        body: got.kind === 'readable' ? got.body : '',
      },
    ],
    steps: steps.result,
    rule:
      deciding(steps.result, 'fetch/cors-check', 'fetch/response-type') ?? deciding(steps.preflightAnswer),
  })
}
