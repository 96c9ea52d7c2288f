import type { Engine, Header } from '../../web/browser/scenario.ts'
import type { Finding } from '../../web/explain/finding.ts'
import { toldCause, toldServers } from '../explain/tell.ts'
import type { Diagnosis } from './diagnose.ts'
import { isSafe } from './probe.ts'
import { LAB, type Verdict } from './verdict.ts'

/** A diagnosis for people. It may hold what a server sent: print it through `printable`. */
export function tell(diagnosis: Diagnosis): string {
  const { policy, cookies, verdicts } = diagnosis
  const servers = toldServers(causes(verdicts).map(({ finding }) => finding))
  return [
    heading(diagnosis).join('\n'),
    ...causes(verdicts).map(({ finding, engines }) =>
      [`${named(engines, verdicts)}:`, toldCause(finding, LAB)].join('\n'),
    ),
    ...policy.map(
      ({ fault, grade, text, fix, source }) => `${grade}: ${fault}\n  ${text}\n  > ${fix}\n      ${source}`,
    ),
    ...(servers.length > 0 ? [['What to write at the server', ...servers].join('\n\n')] : []),
    ...(cookies ? [outlook(diagnosis, cookies)] : []),
    ...(diagnosis.exchanges.length > 0
      ? [['On the wire', ...diagnosis.exchanges.map(exchange)].join('\n\n')]
      : []),
    ['Rule by rule', ...rules(verdicts)].join('\n\n'),
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
    ...groups(verdicts).flatMap((group) =>
      group.slice(0, 1).map((one) => `  = ${named(enginesOf(group), verdicts)}: ${resultOf(one)}`),
    ),
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

const named = (engines: readonly Engine[], { length }: readonly Verdict[]) =>
  engines.length === length ? 'every engine asked for' : engines.join(', ')

const enginesOf = (group: readonly Verdict[]) => group.map(({ engine }) => engine)

/** What failed, each once, with the engines in which it did. */
function causes(verdicts: readonly Verdict[]): { finding: Finding; engines: Engine[] }[] {
  const failed = verdicts.flatMap(({ engine, findings }) => findings.map((finding) => ({ engine, finding })))
  return [...Map.groupBy(failed, ({ finding: { cause, title } }) => `${cause} ${title}`).values()].flatMap(
    (same) => {
      const [first] = same
      return first ? [{ finding: first.finding, engines: same.map(({ engine }) => engine) }] : []
    },
  )
}

/** What was decided by each group of engines; a rule that was applied alike before is not told again. */
function rules(verdicts: readonly Verdict[]): string[] {
  const before = new Set<string>()
  return groups(verdicts).flatMap((group) => {
    const [first] = group
    if (!first) return []
    const steps = first.steps.map(
      ({ pass, text, source }) => `  ${pass ? '+' : '-'} ${text}\n      ${source}`,
    )
    const other = steps.filter((step) => !before.has(step))
    for (const step of steps) before.add(step)
    return [
      [
        `${named(enginesOf(group), verdicts)}: ${resultOf(first)}`,
        ...other,
        ...(other.length < steps.length ? ['  The other rules were applied as above.'] : []),
        ...cookieLines(first),
      ].join('\n'),
    ]
  })
}

function cookieLines(verdict: Verdict): string[] {
  const { setCookies, withheld, fixes } = verdict
  return [
    ...setCookies.map(
      ({ name, stored, reasons }) =>
        `  Set-Cookie ${name}: ${stored ? 'stored' : `refused (${reasons.join(', ')})`}`,
    ),
    ...(goes(verdict)
      ? [
          ...withheld.map(({ name, reasons }) => `  the cookie ${name} stays behind (${reasons.join(', ')})`),
          ...fixes.map(({ where, text }) => `  > ${where}: ${text}`),
        ]
      : []),
  ]
}

function resultOf(verdict: Verdict): string {
  const { result, blockedBy, cookies, withheld, setCookies } = verdict
  const list = (what: string, names: string[]) =>
    names.length > 0 ? `; cookies ${what}: ${names.join(', ')}` : ''
  const refused = setCookies.filter(({ stored }) => !stored)
  return [
    [RESULTS[result], ...(blockedBy ? [blockedBy] : [])].join(' by '),
    list('sent', cookies),
    list('left behind', goes(verdict) ? withheld.map(({ name }) => name) : []),
    list(
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
