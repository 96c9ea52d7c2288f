import { readConsole } from './console/readConsole.ts'
import { type Finding, findingOf } from './finding.ts'
import { MOST, type Refusal, refusal, tooLarge } from './limits.ts'
import { plainText } from './plainText.ts'
import { badness, type Judged, judge } from './traffic/judge.ts'
import { readHar } from './traffic/readHar.ts'
import { readHeaders } from './traffic/readHeaders.ts'
import type { Recorded } from './traffic/recorded.ts'

/** What was pasted, and what it means. */
export type Explanation =
  | { kind: 'messages'; findings: Finding[] }
  | { kind: 'headers'; judged: Judged[] }
  | {
      kind: 'recording'
      /** Who wrote the file. */
      creator: string
      entries: number
      unreadable: number
      sanitized: boolean
      /** The worst first. */
      judged: Judged[]
    }
  | Refusal

/**
 * Explains console lines, headers, the output of curl, or a HAR file: it finds out by itself which. Never throws.
 * @param page the origin of the lab's page, for the way to reproduce it
 */
export function explain(text: string, page: string): Explanation {
  if (text.length > MOST) return tooLarge(text.length)
  const trimmed = text.trimStart().replace(/^\ufeff/, '')
  if (trimmed.trim() === '')
    return refusal('There is nothing to read', 'Paste a console line, headers, or a HAR file.')
  if (/^\{/.test(trimmed)) return explainJson(trimmed, page)
  const plain = plainText(text)
  const sightings = readConsole(plain)
  if (sightings.length > 0) {
    return { kind: 'messages', findings: sightings.map((sighting) => findingOf(sighting, page)) }
  }
  const recorded = readHeaders(plain)
  if (recorded) return { kind: 'headers', judged: bothWays(recorded).map((one) => judge(one, page)) }
  return refusal(
    'This is no message of a browser that is known here',
    'Paste the whole line, from “Access to …” or “Cross-Origin Request Blocked” on; or the headers of the answer as curl -i prints them; or drop a HAR file.',
  )
}

function explainJson(text: string, page: string): Explanation {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refusal('This begins like JSON and is none', 'The file may be cut off: save it again, whole.')
  }
  const recording = readHar(value)
  if (!recording) {
    return refusal(
      'This JSON is no HAR file',
      'A HAR file has “log” and, in it, “entries”: save it from the network panel.',
    )
  }
  const { recorded, ...facts } = recording
  const judged = recorded.map((one) => judge(one, page)).sort((a, b) => badness(b) - badness(a))
  return { kind: 'recording', ...facts, judged }
}

/** Where nothing tells whether credentials went along, the answer is judged for both. */
const bothWays = (recorded: Recorded): Recorded[] =>
  recorded.credentials
    ? [recorded]
    : [
        { ...recorded, credentials: 'include' },
        { ...recorded, credentials: 'same-origin' },
      ]
