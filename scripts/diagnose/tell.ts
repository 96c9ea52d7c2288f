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
  const sent = exchanges.filter(({ request }) => !request.preflight && !isSafe(request.method)).length
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
const LONGEST = 200

function exchange({ request, answer, askedBy }: Diagnosis['exchanges'][number], i: number): string {
  const lines = (headers: readonly Header[]) =>
    headers
      .filter(([name]) => SHOWN.test(name))
      .map(
        ([name, value]) => `     ${name}: ${value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value}`,
      )
  return [
    `${i + 1}. ${request.method} ${request.url}  (${askedBy.join(', ')})`,
    ...lines(request.headers),
    `   ${answer.status}`,
    ...lines(answer.headers),
  ].join('\n')
}

/** Verdicts that say the same, in the order in which they were asked. */
const groups = (verdicts: readonly Verdict[]): Verdict[][] => [
  ...Map.groupBy(verdicts, ({ result, blockedBy, cookies, withheld, setCookies }) =>
    JSON.stringify([result, blockedBy, cookies, withheld, setCookies]),
  ).values(),
]

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
    ...first.withheld.map(({ name, reasons }) => `  the cookie ${name} stays behind (${reasons.join(', ')})`),
    ...first.steps.map(({ pass, text, source }) => `  ${pass ? '+' : '-'} ${text}\n      ${source}`),
    ...first.findings.map((finding) => `\n${toldCause(finding, LAB)}`),
  ].join('\n')
}

function resultOf({ result, blockedBy, cookies }: Verdict): string {
  const went = cookies.length > 0 ? `; cookies sent: ${cookies.join(', ')}` : ''
  switch (result) {
    case 'readable':
      return `the script may read the answer${went}`
    case 'opaque':
      return `the answer is opaque, the script learns nothing of it${went}`
    case 'blocked':
      return `blocked by ${blockedBy}${went}`
    case 'not sent':
      return 'the request would be sent'
  }
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
