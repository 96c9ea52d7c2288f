import { failedSteps } from '../browser/failedSteps.ts'
import { FIXES, isReason } from '../browser/fixes.ts'
import type { WireRequest } from '../browser/network.ts'
import { predict } from '../browser/predict.ts'
import { isBlocking } from '../browser/reasons.ts'
import type { Answer, ExchangeOutcome, Header, Scenario, Step } from '../browser/scenario.ts'
import { diagnoseCommand } from './diagnoseCommand.ts'
import { executed, headlineOf, UNRULED_TEXTS } from './headline.ts'
import { type Knobs, knobsFor } from './knobs.ts'
import { type RelationOfOrigins, relationOf } from './relation.ts'
import { type Change, waysOut } from './repairs.ts'
import { type Assumption, type FaultyScenario, scenarioOf } from './scenario.ts'
import { maskedHeader, maskedUrl } from './secrets.ts'
import { type Snippet, snippetsFor } from './servers.ts'
import { type Cause, isUnruled, type Reason, type Sighting, type Vendor } from './sighting.ts'

export interface FoundWay {
  title: string
  changes: Change[]
  snippets: Snippet[]
}

/** What went over the wire, as the model has it; secrets masked. */
export interface Story {
  method: string
  outcome: ExchangeOutcome
  hops: { request: WireRequest; answer: Answer }[]
}

/** What failed, by which rule, and what helps. */
export interface Finding {
  vendor: Vendor
  cause: Cause
  title: string
  sentences: string[]
  /** Full, secrets masked; null where nobody told it. */
  origin: string | null
  url: string | null
  relation: RelationOfOrigins | null
  /** The rules that failed, in the model's words, each with where it stands. */
  steps: Step[]
  /** What else the wording stands for. */
  others: Cause[]
  assumed: Assumption[]
  /** Each was tried in the model: with it, the same request passes. */
  ways: FoundWay[]
  /** What the reason asks for in general; empty where the model has no rule. */
  advice: string
  /** Brings the same message about in the lab; null where that cannot be. */
  knobs: Knobs | null
  /** Asks one's own server the same; null where it was not told which. */
  command: string | null
  /** The request's way, step by step; null where the model has no rule. */
  story: Story | null
}

/** What one message of a browser means. @param page the origin of the lab's page, for the way to reproduce it */
export function findingOf(told: Sighting, page: string): Finding {
  const [named] = told.causes
  if (isUnruled(named)) return { ...bare(told, named), ...UNRULED_TEXTS[named](told) }
  const built = scenarioOf(told, named)
  const story = built && storyOf(built.scenario)
  if (!built || !story) {
    const general = { title: headlineOf(told, named, undefined), sentences: [], advice: FIXES[named].text }
    return { ...bare(told, named), ...general, knobs: knobsFor(told, named, page) }
  }
  return ruledFinding(told, decided(named, story.outcome), built, story, page)
}

/** A finding about a scenario whose outcome the model has told, with its steps. */
export function ruledFinding(
  told: Sighting,
  cause: Reason,
  { scenario, setting, assumed }: FaultyScenario,
  story: Story,
  page: string,
): Finding {
  const { outcome } = story
  const failed = failedSteps(outcome, cause, told.cookie)
  const deciding = failed.at(-1)
  return {
    ...bare(told, cause),
    title: headlineOf(told, cause, outcome),
    sentences: [
      ...(deciding ? [deciding.text] : []),
      ...(isBlocking(cause) ? executed(told, cause, outcome) : []),
    ],
    steps: failed,
    assumed,
    ways: waysOut(scenario, setting, cause).map((way) => ({
      title: way.title,
      changes: way.changes.map(masked),
      snippets: snippetsFor(way),
    })),
    advice: FIXES[cause].text,
    knobs: knobsFor(told, cause, page),
    command: diagnoseCommand(told, scenario.exchanges[0]?.request ?? { url: '' }),
    story,
  }
}

/** Of an exchange that the model has told: the blocked answer first, then each cookie that was refused. */
export function findingsOf(
  told: Omit<Sighting, 'causes'>,
  built: FaultyScenario,
  story: Story,
  page: string,
): Finding[] {
  const { blockedBy, setCookies } = story.outcome
  const finding = (cause: Reason, cookie?: string) =>
    ruledFinding({ ...told, causes: [cause], cookie }, cause, built, story, page)
  return [
    ...[blockedBy ?? ''].filter(isReason).map((cause) => finding(cause)),
    ...setCookies.flatMap(({ name, reasons }) =>
      reasons
        .filter(isReason)
        .slice(0, 1)
        .map((cause) => finding(cause, name)),
    ),
  ]
}

/** What comes of a scenario's one exchange, with its steps. @param now milliseconds since the epoch */
export function storyOf(scenario: Scenario, now?: number): Story | null {
  const hops: Story['hops'] = []
  const options = { steps: true, ...(now !== undefined && { now }) }
  const [outcome] = predict(scenario, options, (request, answer) => {
    hops.push(maskedHop(request, answer))
  }).exchanges
  const method = scenario.exchanges[0]?.request.method ?? 'GET'
  return outcome ? { method, outcome: { ...outcome, cookieHeader: '' }, hops } : null
}

/** A request and its answer without their secrets; the body is left out. */
export const maskedHop = (request: WireRequest, { status, headers }: Answer): Story['hops'][number] => ({
  request: { ...request, url: maskedUrl(request.url), headers: request.headers.map(maskedLine), body: null },
  answer: { status, headers: headers.map(maskedLine) },
})

const maskedLine = ([name, value]: Header): Header => [name, maskedHeader(name, value)]

const bare = (told: Sighting, cause: Cause): Finding => ({
  vendor: told.vendor,
  cause,
  title: '',
  sentences: [],
  origin: told.origin ?? null,
  url: told.url === undefined ? null : maskedUrl(told.url),
  relation: relationOf(told.origin ?? null, told.url ?? null),
  steps: [],
  others: told.causes.slice(1).filter((other) => other !== cause),
  assumed: [],
  ways: [],
  advice: '',
  knobs: null,
  command: null,
  story: null,
})

const masked = (change: Change): Change => {
  const mask = (value: string | null) =>
    value && (change.name === 'url' ? maskedUrl(value) : maskedHeader(change.name, value))
  return { ...change, old: mask(change.old), new: mask(change.new) }
}

/** The model's own name, where one wording stands for several: `does not match` for a list of origins, for one. */
function decided(named: Reason, { blockedBy }: ExchangeOutcome): Reason {
  if (blockedBy === null || named === 'PreflightDisallowedRedirect') return named
  return isReason(blockedBy) ? blockedBy : named
}
