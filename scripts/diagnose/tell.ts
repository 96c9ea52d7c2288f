import type { Header } from '../../web/browser/scenario.ts'
import { toldCause, toldServers } from '../explain/tell.ts'
import type { Diagnosis } from './diagnose.ts'
import { isSafe } from './probe.ts'
import { LAB, type Verdict } from './verdict.ts'

/** A diagnosis for people. It may hold what a server sent: print it through `printable`. */
export function tell(diagnosis: Diagnosis): string {
  const { policy, cookies, verdicts } = diagnosis
  const servers = toldServers(verdicts.flatMap(({ findings }) => findings))
  return [
    heading(diagnosis).join('\n'),
    ...diagnosis.exchanges.map(exchange),
    ...groups(verdicts).map((group) => verdict(group, verdicts.length)),
    ...policy.map(
      ({ fault, grade, text, fix, source }) => `${grade}: ${fault}\n  ${text}\n  > ${fix}\n      ${source}`,
    ),
    ...(servers.length > 0 ? [['What to write at the server', ...servers].join('\n\n')] : []),
    ...(cookies ? [outlook(diagnosis, cookies)] : []),
    ending(diagnosis),
  ].join('\n\n')
}

function ending({ ok, policy }: Diagnosis): string {
  if (!ok) return 'Something is wrong here: see above.'
  return policy.length > 0
    ? 'Nothing is wrong with this request; see the caution above.'
    : 'Nothing is wrong here.'
}

function heading({ request, exchanges, assumed, verdicts, policy }: Diagnosis): string[] {
  const { method, url, origin, mode, credentials, headers, preflightOnly } = request
  const sent = exchanges.filter(
    ({ request: { preflight, hop, method } }) => !preflight && hop === 0 && !isSafe(method),
  ).length
  return [
    `${method} ${url}`,
    `  from ${origin}, mode ${mode}, credentials ${credentials}`,
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    ...(preflightOnly ? ['  Only preflights were sent.'] : []),
    ...(sent > 0
      ? [
          `  ${method} was really sent, ${sent === 1 ? 'once' : `${sent} times, for the engines ask differently`}.`,
        ]
      : []),
    ...assumed.map((sentence) => `  ? ${sentence}`),
    ...groups(verdicts).map((group) => `  = ${summary(group, verdicts.length)}`),
    ...policy.map(({ fault, grade }) => `  = ${grade}: ${fault}`),
  ]
}

const SHOWN =
  /^(?:access-control-.*|origin|cookie|authorization|set-cookie|vary|location|www-authenticate|cross-origin-resource-policy)$/i

function exchange({ request, answer, askedBy }: Diagnosis['exchanges'][number], i: number): string {
  const lines = (headers: readonly Header[]) =>
    headers.filter(([name]) => SHOWN.test(name)).map(([name, value]) => `     ${name}: ${value}`)
  return [
    `${i + 1}. ${request.method} ${request.url}  (${askedBy.join(', ')})`,
    ...lines(request.headers),
    `   ${answer.status}`,
    ...lines(answer.headers),
  ].join('\n')
}

/** Verdicts that say the same, in the order in which they were asked. What would have gone along with what never went is no part of it. */
const groups = (verdicts: readonly Verdict[]): Verdict[][] => [
  ...Map.groupBy(verdicts, (verdict) => {
    const { result, blockedBy, cookies, withheld, setCookies } = verdict
    return JSON.stringify([result, blockedBy, setCookies, goes(verdict) && [cookies, withheld]])
  }).values(),
]

const goes = ({ sent, result }: Verdict) => sent || result === 'not sent'

function summary(group: readonly Verdict[], all: number): string {
  const [first] = group
  const engines =
    group.length === all ? 'every engine asked for' : group.map(({ engine }) => engine).join(', ')
  return `${engines}: ${first ? resultOf(first) : ''}`
}

function verdict(group: readonly Verdict[], all: number): string {
  const [first] = group
  if (!first) return ''
  return [
    summary(group, all),
    ...first.setCookies.map(
      ({ name, stored, reasons }) =>
        `  Set-Cookie ${name}: ${stored ? 'stored' : `refused (${reasons.join(', ')})`}`,
    ),
    ...(goes(first)
      ? [
          ...first.withheld.map(
            ({ name, reasons }) => `  the cookie ${name} stays behind (${reasons.join(', ')})`,
          ),
          ...first.fixes.map(({ where, text }) => `  > ${where}: ${text}`),
        ]
      : []),
    ...first.steps.map(({ pass, text, source }) => `  ${pass ? '+' : '-'} ${text}\n      ${source}`),
    ...first.findings.map((finding) => `\n${toldCause(finding, LAB)}`),
  ].join('\n')
}

function resultOf(verdict: Verdict): string {
  const { result, blockedBy, cookies, withheld, setCookies } = verdict
  const named = (what: string, names: string[]) =>
    names.length > 0 ? `; cookies ${what}: ${names.join(', ')}` : ''
  const refused = setCookies.filter(({ stored }) => !stored)
  return [
    [RESULTS[result], ...(blockedBy ? [blockedBy] : [])].join(' by '),
    named('sent', cookies),
    named('left behind', goes(verdict) ? withheld.map(({ name }) => name) : []),
    named(
      'refused',
      refused.map(({ name }) => name),
    ),
  ].join('')
}

const RESULTS: Record<Verdict['result'], string> = {
  readable: 'the script may read the answer',
  opaque: 'the answer is opaque, the script learns nothing of it',
  blocked: 'blocked',
  'not sent': 'the request would be sent',
}

function outlook({ request }: Diagnosis, cookies: NonNullable<Diagnosis['cookies']>): string {
  const unknown = 'No cookie was given, so what the API answers to somebody who is logged in is not judged.'
  if (request.credentials !== 'include' && cookies.every(({ engines }) => engines.length === 0)) {
    return `${unknown} The credentials mode "${request.credentials}" would send none here; --credentials include would.`
  }
  return [
    `${unknown} One that the API had set, in answer to this page, would be sent`,
    ...cookies.map(
      ({ attributes, engines }) =>
        `  with ${attributes}: ${engines.length > 0 ? `in ${engines.join(', ')}` : 'in none'}`,
    ),
  ].join('\n')
}
