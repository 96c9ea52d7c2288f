import { BLOCKED_REASONS } from '../../browser/reasons.ts'
import { oneLine } from '../plainText.ts'
import { type Cause, isUnruled, type Sighting } from '../sighting.ts'
import { CHROME, OF_PREFLIGHT } from './chrome.ts'
import { FIREFOX } from './firefox.ts'
import type { Message } from './message.ts'
import { SAFARI } from './safari.ts'

const MESSAGES: readonly Message[] = [...CHROME, ...FIREFOX, ...SAFARI]

/** What a page's script is told, whatever the cause: it says nothing, and is taken only where nothing else was found. */
const SCRIPT_ERROR =
  /TypeError: (?<chrome>Failed to fetch)|TypeError: (?<firefox>NetworkError when attempting to fetch resource)|TypeError: (?<safari>Load failed)|AxiosError: Network Error/i

/** Console text is short; more than this is something else. */
const LONGEST = 200_000
const MOST_MESSAGES = 200

interface Found {
  message: Message
  match: RegExpExecArray
}

/** The browser messages in text, in order; each is read with what stands round it. */
export function readConsole(text: string): Sighting[] {
  const line = oneLine(text.slice(0, LONGEST))
  const found = MESSAGES.flatMap((message) =>
    [...line.matchAll(new RegExp(message.pattern, `${message.pattern.flags}g`))].map((match) => ({
      message,
      match,
    })),
  ).sort((a, b) => a.match.index - b.match.index)
  const apart = found.filter((one, i) => !overlaps(found[i - 1], one)).slice(0, MOST_MESSAGES)
  const sightings = apart.map((one, i) =>
    sightingOf(one, line, endOf(apart[i - 1]), apart[i + 1]?.match.index),
  )
  const distinct = merged(sightings)
  return distinct.length > 0 ? distinct : scriptError(line)
}

const endOf = (found: Found | undefined) => (found ? found.match.index + found.match[0].length : 0)

/** Two wordings for one place: a sentence and the link that Firefox puts behind it. */
const overlaps = (before: Found | undefined, one: Found) =>
  before !== undefined &&
  before.message.causes[0] === one.message.causes[0] &&
  one.match.index < endOf(before) + 120 &&
  /\/Errors\//.test(one.match[0])

function sightingOf({ message, match }: Found, line: string, from: number, to = line.length): Sighting {
  const before = line.slice(Math.max(from, match.index - 2000), match.index)
  const after = line.slice(match.index + match[0].length, Math.min(to, match.index + match[0].length + 600))
  const groups = match.groups ?? {}
  const ofPreflight = message.vendor === 'Chrome' && before.search(OF_PREFLIGHT) >= 0
  const status =
    groups.status ?? /(?:status code:? |net::ERR_FAILED )(\d{3})\b/i.exec(`${match[0]}${after}`)?.[1]
  return {
    vendor: message.vendor,
    causes: causesFor(message.causes, ofPreflight, status === undefined ? 0 : Number(status)),
    url: groups.url ?? urlIn(`${before}${match[0]}`),
    origin: groups.origin ?? originIn(before, after) ?? originOf(groups.page),
    value: groups.value,
    method: groups.method,
    header: groups.header,
    status: status === undefined ? undefined : Number(status),
    cookie: groups.cookie,
  }
}

function causesFor(causes: Message['causes'], ofPreflight: boolean, status: number): Message['causes'] {
  const [first, ...others] = causes
  if (first === 'PreflightInvalidStatus' && status >= 300 && status < 400) {
    return ['PreflightDisallowedRedirect', first]
  }
  if (!ofPreflight) return causes
  return [ofThePreflight(first), ...others.map(ofThePreflight)]
}

const ofThePreflight = (cause: Cause): Cause =>
  BLOCKED_REASONS.find((reason) => reason === `Preflight${cause}`) ?? cause

const URLS = [
  /Access to [\w ]{1,30} at '([^']{1,2000})'/gi,
  /Redirect from '[^']{1,2000}' to '([^']{1,2000})'/gi,
  /cannot load (\S{1,2000})/gi,
  /Failed to load (https?:\S{1,2000})/gi,
  /remote resource at '?(\S{1,2000}?)'?[. ]{0,2}\(?(?:Reason|This can)/gi,
  /cross-site resource at (https?:\S{1,2000}) was set/gi,
  /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (https?:\S{1,2000}) net::/g,
]

const urlIn = (text: string) => lastOf(URLS, text)?.replace(/[.:,]$/, '')
const originIn = (before: string, after: string) =>
  lastOf([/from origin '([^']{1,300})'/gi], before) ??
  /Origin '([^']{1,300})' is therefore not allowed/i.exec(after)?.[1]

/** The match nearest to the sentence, which stands at the end of what is before it. */
function lastOf(patterns: readonly RegExp[], text: string): string | undefined {
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .sort((a, b) => a.index - b.index)
    .at(-1)?.[1]
}

const originOf = (url: string | undefined) => URL.parse(url ?? '')?.origin

/** Safari writes one failure on two or three lines, of which only the last has the URL; others repeat themselves. */
function merged(sightings: readonly Sighting[]): Sighting[] {
  const kept: Sighting[] = []
  for (const sighting of sightings) {
    const before = kept.at(-1)
    if (before && sighting.causes[0] === 'Unnamed' && before.vendor === sighting.vendor && !before.url) {
      kept[kept.length - 1] = { ...before, url: sighting.url }
    } else if (!kept.some((one) => repeats(one, sighting))) kept.push(sighting)
  }
  const named = kept.some(({ causes }) => !isUnruled(causes[0]))
  return named ? kept.filter(({ causes }) => causes[0] !== 'NoAnswer' || kept.length === 1) : kept
}

const repeats = (one: Sighting, other: Sighting) =>
  one.causes[0] === other.causes[0] &&
  one.cookie === other.cookie &&
  one.header === other.header &&
  one.origin === other.origin &&
  (other.url === undefined || one.url === other.url)

function scriptError(line: string): Sighting[] {
  const match = SCRIPT_ERROR.exec(line)
  if (!match) return []
  const vendor = match.groups?.firefox ? 'Firefox' : match.groups?.safari ? 'Safari' : 'Chrome'
  return [{ vendor, causes: ['Unnamed'] }]
}
