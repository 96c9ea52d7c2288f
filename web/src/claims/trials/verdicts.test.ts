import { describe, expect, it } from 'vitest'
import { browsers, type TableBrowser } from '../../../../api/hostile/table.ts'
import type { Seen, Verdict } from '../../../claims/claim.ts'
import { type ClaimId, claimIds, claims, type Evidence } from '../../../claims/claims.ts'
import { trials } from './trials.ts'

const isBrowser = (name: string): name is TableBrowser => name in browsers
const names = Object.keys(browsers).filter(isBrowser)

/** What stands for a measurement. */
const measured: Readonly<Record<string, Seen>> = {
  ...{ session: 500, inCookie: 3, bearer: 700 },
  ...{ memory: 1, sqlite: 1.1, redis: 0.7, hs256: 0.9, rs256: 0.6 },
  ...{ cookieTime: 180, neverTime: 360, rememberedTime: 240 },
}

/** The evidence that the tests see in a browser. */
const evidenceIn = (id: ClaimId, browser: TableBrowser): Record<string, Seen> =>
  Object.fromEntries(
    Object.entries(claims[id].rows).map(([key, { seen = measured[key] ?? Number.NaN }]) => [
      key,
      typeof seen === 'object' ? seen[browser] : seen,
    ]),
  )

describe.each(claimIds)('%s', (id) => {
  const { expected } = claims[id]

  it.each(names)('what is seen in %s gives the verdict that is expected', (browser) => {
    expect(judged(id, evidenceIn(id, browser))).toBe(expected[browser])
  })
})

/** Other evidence, other verdict: what would have to be seen in Chromium. */
const others: { id: ClaimId; seen: Record<string, Seen>; verdict: Verdict }[] = [
  { id: 'server-memory', seen: { tokenKept: 'no', inCookieKept: 'yes' }, verdict: 'holds' },
  { id: 'server-memory', seen: { sessionKept: 'no' }, verdict: 'fails' },
  { id: 'token-size', seen: { session: 450 }, verdict: 'fails' },
  { id: 'token-size', seen: { inCookie: 500 }, verdict: 'depends' },
  { id: 'tokens-are-faster', seen: { hs256: 2, rs256: 1.5 }, verdict: 'holds' },
  { id: 'tokens-are-faster', seen: { redis: 'not measured' }, verdict: 'fails' },
  { id: 'tokens-need-no-cors', seen: { never: 3, remembered: 3, refusedSent: 1 }, verdict: 'holds' },
  { id: 'cookies-are-sent', seen: { clientAlone: 'not sent, 401' }, verdict: 'holds' },
  { id: 'cookies-are-sent', seen: { serverAlone: 'sent, 200' }, verdict: 'fails' },
  { id: 'cookies-are-sent', seen: { httpOnly: 'shown' }, verdict: 'fails' },
  { id: 'limits', seen: { number: 'over 512' }, verdict: 'depends' },
  { id: 'subdomains-are-same-site', seen: { sibling: 'same-site', siblingCookie: 'sent' }, verdict: 'holds' },
  { id: 'localhost-is-secure', seen: { hostPrefix: 'not sent' }, verdict: 'depends' },
  {
    id: 'one-server',
    seen: {
      ...{ sharedStore: '401', inCookie: '401', domain: 'not sent, 401' },
      ...{ refresh: '200', serviceHs256: '200' },
    },
    verdict: 'holds',
  },
  { id: 'revocation', seen: { inCookie: '401', listed: '200', refresh: '200' }, verdict: 'holds' },
  { id: 'revocation', seen: { inCookie: '401', token: '401' }, verdict: 'fails' },
  { id: 'fixation', seen: { plantedAfter: '200' }, verdict: 'fails' },
  { id: 'fixation', seen: { changed: 'no' }, verdict: 'fails' },
  { id: 'leaked-secret', seen: { leaked: '401' }, verdict: 'fails' },
  { id: 'leaked-secret', seen: { publicKey: '200' }, verdict: 'fails' },
  { id: 'secrecy', seen: { token: 'nothing', cookie: 'nothing' }, verdict: 'holds' },
  { id: 'secrecy', seen: { token: 'nothing' }, verdict: 'depends' },
  { id: 'csrf-and-xss', seen: { lax: 'executed', token: 'executed' }, verdict: 'holds' },
  { id: 'csrf-and-xss', seen: { bearer: 'executed' }, verdict: 'fails' },
  { id: 'cors-protects', seen: { moved: 0 }, verdict: 'holds' },
  { id: 'lax-stops-csrf', seen: { link: 'stopped', sibling: 'stopped' }, verdict: 'holds' },
]

it.each(others.map((row) => ({ ...row, shown: JSON.stringify(row.seen) })))(
  '$id: $verdict, were it $shown',
  ({ id, seen, verdict }) => {
    expect(judged(id, { ...evidenceIn(id, 'chromium-allow'), ...seen })).toBe(verdict)
  },
)

/** The verdict on evidence that has all rows, which the types of a table cannot tell. */
function judged<Id extends ClaimId>(id: Id, evidence: Record<string, Seen>): Verdict {
  if (!isComplete(id, evidence)) throw new Error(`Something is missing in the evidence of ${id}.`)
  return trials[id].judge(evidence)
}

const isComplete = <Id extends ClaimId>(id: Id, evidence: Record<string, Seen>): evidence is Evidence<Id> =>
  Object.keys(claims[id].rows).every((key) => key in evidence)
