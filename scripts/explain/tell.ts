import type { Explanation } from '../../web/explain/explain.ts'
import type { Finding } from '../../web/explain/finding.ts'
import { plainText } from '../../web/explain/plainText.ts'
import { HINTS } from '../../web/explain/servers.ts'
import type { Judged } from '../../web/explain/traffic/judge.ts'
import { addressOf } from '../browsers/story.ts'

/** An explanation for people, as plain text: nothing of the input reaches the terminal but its visible characters. */
export function tell(explanation: Explanation, lab: string): string {
  switch (explanation.kind) {
    case 'messages':
      return plainText(explanation.findings.map((finding) => told(finding, lab)).join('\n\n'))
    case 'headers':
      return plainText(explanation.judged.map((judged) => toldRequest(judged, lab)).join('\n\n'))
    case 'recording': {
      const { entries, creator, judged, unreadable, sanitized } = explanation
      const failing = judged.filter(({ findings }) => findings.length > 0)
      const head = [
        `${entries} entries${creator && `, written by ${creator}`}: ${judged.length} go to another origin, ${failing.length} of them are held up.`,
        ...(unreadable > 0 ? [`${unreadable} entries are no HAR entries.`] : []),
        ...(sanitized
          ? ['The file holds neither cookies nor Authorization: what hangs on them is not judged.']
          : []),
      ]
      return plainText([head.join('\n'), ...failing.map((one) => toldRequest(one, lab))].join('\n\n'))
    }
    case 'refused':
      return `${explanation.title}.\n${explanation.advice}`
  }
}

function toldRequest(judged: Judged, lab: string): string {
  const { method, url, origin, credentials, status, result, findings, assumed, unknown } = judged
  const head = `${method} ${url}\n  from ${origin}, credentials ${credentials}: ${status ?? 'no answer'}, ${result}`
  const doubts = [...unknown, ...assumed.map(({ what, value }) => `${what} assumed: ${value}`)]
  return [
    head,
    ...doubts.map((line) => `  ? ${line}`),
    ...findings.map((finding) => told(finding, lab)),
  ].join('\n')
}

const told = (finding: Finding, lab: string): string =>
  [
    [toldCause(finding, lab), ...(finding.command ? [`  Ask the server: ${finding.command}`] : [])].join(
      '\n',
    ),
    ...toldServers([finding]),
  ].join('\n\n')

/** What failed, by which rule, and what helps, as indented lines. @param lab the origin of the lab's page */
export function toldCause(finding: Finding, lab: string): string {
  const { title, cause, sentences, steps, others, assumed, ways, advice, knobs } = finding
  return [
    `${title}.`,
    `  ${cause}${others.length > 0 ? `, or ${others.join(', ')}` : ''}`,
    ...([finding.origin, finding.url].every(Boolean) ? [`  ${finding.origin} to ${finding.url}`] : []),
    ...sentences.map((sentence) => `  ${sentence}`),
    ...assumed.map(({ what, value }) => `  ? ${what} not told, assumed: ${value}`),
    ...steps.map(({ text, source }) => `  - ${text}\n      ${source}`),
    ...ways.flatMap((way) => [
      `  > ${way.title}`,
      ...way.changes.map(
        ({ where, name, old, new: now }) =>
          `      ${where}: ${name}: ${old ? `${old} -> ` : ''}${now ?? '(take it out)'}`,
      ),
    ]),
    ...(advice ? [`  ${advice}`] : []),
    ...(knobs ? [`  Reproduce it: ${addressOf(lab, knobs)}`] : []),
  ]
    .join('\n')
    .replaceAll('`', '')
}

/** The lines for servers that the first way out of each finding asks for, each once; in words where they are about CORS. */
export function toldServers(findings: readonly Finding[]): string[] {
  const ways = findings.flatMap(({ ways }) => ways.filter(({ snippets }) => snippets.length > 0).slice(0, 1))
  const ofCors = ways.some(({ changes }) => changes.some(({ name }) => /^access-control-/i.test(name)))
  const lines = ways.flatMap(({ snippets }) =>
    snippets.map(({ server, code }) => `  ${server}:\n${code.replace(/^/gm, '    ')}`),
  )
  return [...new Set(lines), ...(ofCors ? HINTS.map(({ server, text }) => `  ${server}: ${text}`) : [])]
}
